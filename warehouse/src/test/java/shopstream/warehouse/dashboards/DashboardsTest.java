package shopstream.warehouse.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.SampleMarts;

class DashboardsTest {

    @TempDir
    Path directory;

    private List<String> problems(String from, String to) throws IOException {
        return problems(from, to, SampleMarts.campaigns(List.of()));
    }

    private List<String> problems(String from, String to, Seed campaigns) throws IOException {
        String shipped = Files.readString(SampleMarts.DASHBOARDS.resolve("sales.yaml"));
        assertThat(shipped).contains(from);
        Files.writeString(directory.resolve("sales.yaml"), shipped.replace(from, to));
        var problems = new Problems();
        List<Dashboard> dashboards = Dashboards.read(directory, problems);
        Dashboards.check(dashboards, SampleMarts.ALL, List.of(SampleMarts.REGIONS, campaigns), problems);
        return problems.all().stream().map(DashboardsTest::text).toList();
    }

    private static String text(Problem problem) {
        return problem.place().file().getFileName() + ":" + problem.place().line() + " " + problem.message() + " → "
                + problem.nextStep();
    }

    @Test
    void theShippedDashboardIsRight() throws IOException {
        assertThat(problems("name: sales", "name: sales")).isEmpty();
    }

    @Test
    void anUnknownColumnIsNamedWithTheNearestAndItsLine() throws IOException {
        assertThat(problems("sum(quantity * price)", "sum(quantty * price)"))
                .singleElement()
                .asString()
                .matches("sales.yaml:\\d+ .*\"quantty\".*quantity.*");
    }

    @Test
    void anUnknownMartIsNamedWithTheNearest() throws IOException {
        assertThat(problems("mart: sales_lines", "mart: sales_line"))
                .singleElement()
                .asString()
                .contains("sales.yaml:4", "\"sales_line\"", "Did you mean sales_lines?");
    }

    @Test
    void aTimeThatIsADayIsRefusedWithTheWayOut() throws IOException {
        String shipped = Files.readString(SampleMarts.DASHBOARDS.resolve("sales.yaml"));
        Files.writeString(directory.resolve("sales.yaml"), shipped.replace("time: order_time", "time: order_day"));
        var problems = new Problems();
        Star.of(
                Dashboards.read(directory, problems).get(0),
                List.of(SampleMarts.withDay("order_day"), SampleMarts.CUSTOMERS, SampleMarts.PRODUCTS),
                List.of(SampleMarts.REGIONS),
                ZoneOffset.UTC,
                problems);
        assertThat(problems.all())
                .singleElement()
                .extracting(DashboardsTest::text)
                .asString()
                .contains("order_day is a day", "logicalType: timestamp");
    }

    @Test
    void furtherMartsOfADashboardMustBeThereAndAgreeOnTheTypesOfTheirColumns() throws IOException {
        String shipped = Files.readString(SampleMarts.DASHBOARDS.resolve("sales.yaml"));
        Files.writeString(
                directory.resolve("sales.yaml"),
                shipped.replace("mart: sales_lines\n", "mart: sales_lines\nalso: [product_steps]\n"));
        var problems = new Problems();
        Dashboard dashboard = Dashboards.read(directory, problems).get(0);
        List<Seed> seeds = List.of(SampleMarts.REGIONS);
        assertThat(Star.of(dashboard, SampleMarts.WITH_VISITS, seeds, ZoneOffset.UTC, problems))
                .isPresent();
        assertThat(problems.all()).isEmpty();
        assertThat(Star.of(dashboard, SampleMarts.ALL, seeds, ZoneOffset.UTC, problems))
                .isEmpty();
        assertThat(problems.all())
                .singleElement()
                .extracting(DashboardsTest::text)
                .asString()
                .contains("no mart \"product_steps\"");
        var others = new Problems();
        Star.of(
                dashboard,
                List.of(
                        SampleMarts.PRODUCT_STEPS,
                        SampleMarts.withDay("place"),
                        SampleMarts.CUSTOMERS,
                        SampleMarts.PRODUCTS),
                seeds,
                ZoneOffset.UTC,
                others);
        assertThat(others.all())
                .extracting(DashboardsTest::text)
                .anySatisfy(text -> assertThat(text)
                        .contains("place is DATE in sales_lines and BIGINT in product_steps", "Cast it"));
    }

    @Test
    void aTableThatTwoReferencesLeadToIsJoinedForEach() {
        Star star = Star.of(
                        SampleMarts.dashboard("funnel"),
                        SampleMarts.WITH_VISITS,
                        List.of(SampleMarts.REGIONS),
                        ZoneOffset.UTC,
                        new Problems())
                .orElseThrow();
        assertThat(star.from(List.of(star.dimension("country"))))
                .contains(
                        " LEFT JOIN \"customers\" ON \"product_steps\".\"customer_number\" = ",
                        " LEFT JOIN \"customers\" AS \"browsers_customers\" ON \"browsers\".\"customer_number\" = ")
                .doesNotContain("regions");
        assertThat(star.usedTables())
                .containsExactlyInAnyOrder(
                        "product_steps",
                        "sales_lines",
                        "customers",
                        "regions",
                        "products",
                        "browsers",
                        "order_campaigns");
    }

    @Test
    void whatTheReferencesDoNotLeadToIsNamed() throws IOException {
        assertThat(problems("expression: customers.country", "expression: costumers.country"))
                .singleElement()
                .asString()
                .contains("costumers", "Did you mean customers?");
    }

    @Test
    void anAggregateThatDoesNotAddUpIsRefused() throws IOException {
        assertThat(problems("expression: sum(quantity)\n", "expression: avg(quantity)\n"))
                .singleElement()
                .asString()
                .contains("avg(…)", "does not add up", "sum(…)");
    }

    @Test
    void aMeasureThatLeadsToItselfIsRefused() throws IOException {
        assertThat(problems("expression: revenue / orders", "expression: averageOrder / orders"))
                .singleElement()
                .asString()
                .contains("defined by itself");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearest() throws IOException {
        assertThat(problems("parent: region", "parrent: region"))
                .singleElement()
                .asString()
                .contains("parent");
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws IOException {
        assertThat(problems("price", "prize")).isNotEmpty();
        assertThat(problems("counts\n", "count\n")).hasSize(1);
    }

    @Test
    void campaignsOfAnUnknownSeedOrColumnAreNamedWithTheNearest() throws IOException {
        assertThat(problems("seed: campaigns", "seed: campaign"))
                .singleElement()
                .asString()
                .matches("sales.yaml:\\d+ There is no seed \"campaign\" → Did you mean campaigns\\?");
        assertThat(problems("first-day: first_day", "first-day: firstday"))
                .singleElement()
                .asString()
                .contains("no column \"firstday\"", "Did you mean first_day?");
        assertThat(problems("about: [country, category]", "about: [county, category]"))
                .singleElement()
                .asString()
                .contains("no dimension \"county\"", "Did you mean country?");
        assertThat(problems("about: [country, category]", "about: [product]"))
                .singleElement()
                .asString()
                .contains("The seed campaigns has no column \"product\"");
    }

    @Test
    void aDashboardNeedsNoCampaigns() throws IOException {
        var problems = new Problems();
        String shipped = Files.readString(SampleMarts.DASHBOARDS.resolve("sales.yaml"));
        Files.writeString(directory.resolve("sales.yaml"), shipped.replaceAll("(?m)^campaigns:\n( .*\n)+", ""));
        List<Dashboard> dashboards = Dashboards.read(directory, problems);
        Dashboards.check(dashboards, SampleMarts.ALL, List.of(SampleMarts.REGIONS), problems);
        assertThat(problems.all()).isEmpty();
        assertThat(dashboards.get(0).campaigns()).isEmpty();
    }

    @Test
    void aCampaignWhoseDaysCannotBeIsNamedWithItsLine() throws IOException {
        Seed campaigns = SampleMarts.campaigns(List.of(
                row("Fine", "12-27", "01-02"),
                row("Slip", "27.11.2026", "2026-11-30"),
                row("Leap", "2027-02-29", "2027-03-01"),
                row("Back", "2026-11-30", "2026-11-27"),
                row("Yearly back", "11-30", "11-27"),
                row("Mixed", "11-27", "2026-11-30"),
                row("Open", "11-27", null),
                row(null, "11-27", "11-30")));
        assertThat(problems("name: sales", "name: sales", campaigns))
                .satisfiesExactly(
                        p -> assertThat(p)
                                .startsWith("campaigns.csv:3 The first day of Slip is \"27.11.2026\", which is no day")
                                .contains("2026-11-27", "11-27 for every year"),
                        p -> assertThat(p).startsWith("campaigns.csv:4 ").contains("2027-02-29"),
                        p -> assertThat(p)
                                .startsWith("campaigns.csv:5 Back ends on 2026-11-27, before it begins on 2026-11-30")
                                .endsWith("→ Swap the two days"),
                        p -> assertThat(p).startsWith("campaigns.csv:6 Yearly back ends on 11-27, before it begins"),
                        p -> assertThat(p).startsWith("campaigns.csv:7 ").contains("one with a year and one without"),
                        p -> assertThat(p).startsWith("campaigns.csv:8 The last day of Open is missing"),
                        p -> assertThat(p).startsWith("campaigns.csv:9 A campaign has no name"));
    }

    private static List<String> row(String campaign, String first, String last) {
        return Arrays.asList(campaign, first, last, null, null);
    }
}
