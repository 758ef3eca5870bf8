package shopstream.warehouse.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.SampleMarts;

class DashboardsTest {

    @TempDir
    Path directory;

    private List<String> problems(String from, String to) throws IOException {
        String shipped = Files.readString(SampleMarts.DASHBOARDS.resolve("sales.yaml"));
        assertThat(shipped).contains(from);
        Files.writeString(directory.resolve("sales.yaml"), shipped.replace(from, to));
        var problems = new Problems();
        List<Dashboard> dashboards = Dashboards.read(directory, problems);
        Dashboards.check(dashboards, SampleMarts.ALL, List.of(SampleMarts.REGIONS), problems);
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
}
