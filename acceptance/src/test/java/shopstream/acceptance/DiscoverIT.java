package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.app.crashes.Dialect.Grain;
import shopstream.app.crashes.SourceTruth;
import shopstream.demo.SampleDatabase;
import shopstream.demo.SampleShop;
import shopstream.demo.ShopPlan;

/** {@code discover → check → up} leads to figures that equal SQL on the source, with nothing edited in between. */
class DiscoverIT {
    private static final List<List<String>> GROUPS =
            List.of(List.of(), List.of("region"), List.of("country"), List.of("category"), List.of("product"));

    @TempDir
    private Path directory;

    @Test
    void theCoursesDatabaseIsUnderstood() throws Exception {
        assumeThat(CourseShopIT.DUMP)
                .as("the course's database, which is not part of this project")
                .exists();
        try (SampleDatabase database = SampleDatabase.start(directory.resolve("database"), words -> {})) {
            CourseShopIT.load(CourseShopIT.DUMP, database);
            OneCommand.Ended discovered = discovered(database);
            assertThat(discovered.output())
                    .contains("Orders: orders; lines: orderdetails", "'Norway  '", "overwritten");

            BigDecimal counted = revenueOfRunning(database, "from=2003-01-01&to=2005-12-31");
            try (Connection source = CourseShopIT.connect(database)) {
                assertThat(counted.add(CourseShopIT.cancelled(source))).isEqualByComparingTo("9604190.61");
            }
        }
    }

    @Test
    void theSampleShopIsUnderstoodWithoutForeignKeys() throws Exception {
        try (SampleDatabase database = SampleDatabase.start(directory.resolve("database"), words -> {})) {
            SampleShop.writeHistory(database, new ShopPlan(0.02, 5, 7), Clock.systemUTC(), (done, expected) -> {});
            OneCommand.Ended discovered = discovered(database);
            assertThat(discovered.output())
                    .contains("References are not declared", "Times say no zone in orders.orderDate");

            revenueOfRunning(database, "from=2000-01-01&to=2100-01-01");

            Path shop = directory.resolve("shop");
            Files.writeString(shop.resolve("dashboards/sales.yaml"), "# mine", StandardOpenOption.APPEND);
            OneCommand.Ended again = run(environment(database), "discover", "--out", shop.toString());
            assertThat(again.exitCode()).as("over somebody's work").isEqualTo(1);
            assertThat(again.words()).contains("has files already", "--force");
            assertThat(shop.resolve("dashboards/sales.yaml")).content().endsWith("# mine");

            OneCommand.Ended forced = run(environment(database), "discover", "--out", shop.toString(), "--force");
            assertThat(forced.exitCode()).isZero();
            assertThat(forced.output()).contains("written over").contains("sales.yaml");

            OneCommand.Ended refused = run(
                    environment(database),
                    "discover",
                    "--password",
                    "guess",
                    "--out",
                    directory.resolve("other").toString());
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.words())
                    .contains("wrong name or password", "Next:")
                    .doesNotContain("\tat ");
            assertThat(directory.resolve("other")).doesNotExist();
        }
    }

    @Test
    void aQuestionThatFiguresDependOnKeepsTheDashboardOff() throws Exception {
        Path shop = Files.createDirectories(directory.resolve("shop"));
        for (String part : List.of("contracts", "models/marts", "dashboards")) {
            Files.createDirectories(shop.resolve(part));
        }
        Files.writeString(
                shop.resolve("shop.yaml"),
                "# question: Which zone?\n# question, needed: Which currency?\n"
                        + "source: {url: 'jdbc:mariadb://localhost:1/shop', user: a, password: b}\n");

        OneCommand.Ended up = run(
                Map.of(), "up", "--config", shop.resolve("shop.yaml").toString(), "--data", "unused", "--port", "0");
        OneCommand.Ended check =
                run(Map.of(), "check", "--config", shop.resolve("shop.yaml").toString());

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.words()).contains("shop.yaml:2: Which currency?");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.words())
                .contains("shop.yaml:1: note: question: Which zone?", "shop.yaml:2: question: Which currency?");
    }

    private OneCommand.Ended discovered(SampleDatabase database) throws Exception {
        Path shop = directory.resolve("shop");
        OneCommand.Ended discovered = run(environment(database), "discover", "--out", shop.toString());
        assertThat(discovered.exitCode()).as(discovered.words()).isZero();
        assertThat(shop.resolve("shop.yaml"))
                .content()
                .doesNotContain(database.capture().password());
        OneCommand.Ended checked = run(
                environment(database),
                "check",
                "--config",
                shop.resolve("shop.yaml").toString());
        assertThat(checked.exitCode()).as(checked.words()).isZero();
        assertThat(checked.words()).containsPattern("shop.yaml:\\d+: note: question: In which currency");
        OneCommand.Ended tested = run(Map.of(), "test-models", "--shop", shop.toString());
        assertThat(tested.output()).contains("sales_lines: a line takes over what its order says", " 0 failed");
        return discovered;
    }

    /** Starts the discovered shop and compares every grouping with SQL on its database; the revenue in all. */
    private BigDecimal revenueOfRunning(SampleDatabase database, String range) throws Exception {
        try (RunningShop shop = RunningShop.up(
                        directory.resolve("data"), directory.resolve("shop/shop.yaml"), environment(database));
                Connection source = CourseShopIT.connect(database)) {
            SourceTruth truth = new SourceTruth(source, RunningShop.REGIONS);
            for (List<String> by : GROUPS) {
                String question = "/api/sales?" + range + (by.isEmpty() ? "" : "&by=" + String.join(",", by));
                assertThat(SourceTruth.answered(shop.get(question), false, by))
                        .as(question)
                        .isEqualTo(truth.figures(Grain.TOTAL, by));
            }
            for (JsonNode dataset : shop.get("/api/status").get("datasets")) {
                assertThat(dataset.get("quarantined").asLong())
                        .as(dataset.get("name").asText())
                        .isZero();
            }
            return new BigDecimal(shop.get("/api/sales?" + range)
                    .get("rows")
                    .get(0)
                    .get("revenue")
                    .asText());
        }
    }

    private static Map<String, String> environment(SampleDatabase database) {
        return Map.of(
                "SHOP_DB_URL", database.jdbcUrl(),
                "SHOP_DB_USER", database.capture().name(),
                "SHOP_DB_PASSWORD", database.capture().password());
    }

    private OneCommand.Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return OneCommand.run(directory, environment, arguments);
    }
}
