package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private static final String ODD_SHOP = """
            CREATE TABLE countries (id int PRIMARY KEY, iso_code char(2) NOT NULL, name varchar(40) NOT NULL);
            CREATE TABLE addresses (id int PRIMARY KEY, street varchar(80), city varchar(40), country_id int NOT NULL);
            CREATE TABLE clients (id int PRIMARY KEY, full_name varchar(80), email varchar(80), address_id int);
            CREATE TABLE categories (id int PRIMARY KEY, name varchar(40) NOT NULL);
            CREATE TABLE articles (id char(36) PRIMARY KEY, name varchar(60) NOT NULL, category_id int);
            CREATE TABLE order_status (id int PRIMARY KEY, name varchar(20) NOT NULL);
            CREATE TABLE `order` (id bigint PRIMARY KEY, client_id int NOT NULL, ship_address_id int NOT NULL,
              created_at int NOT NULL, status_id int NOT NULL, deleted tinyint(1) NOT NULL DEFAULT 0);
            CREATE TABLE orderpos (id bigint PRIMARY KEY AUTO_INCREMENT, order_id bigint NOT NULL,
              article_id char(36) NOT NULL, qty decimal(8,3) NOT NULL, unit_price double NOT NULL);
            INSERT INTO countries VALUES (1, 'DE', 'Germany'), (2, 'JP', 'Japan');
            INSERT INTO categories VALUES (1, 'Tea'), (2, 'Coffee');
            INSERT INTO order_status VALUES (1, 'new'), (2, 'paid'), (3, 'cancelled');
            INSERT INTO addresses SELECT seq, 'Street', 'City', 1 + seq % 2 FROM seq_1_to_40;
            INSERT INTO clients SELECT seq, 'Name', 'a@example.org', seq FROM seq_1_to_40;
            INSERT INTO articles SELECT CONCAT('00000000-0000-0000-0000-0000000000', 10 + seq), CONCAT('Article ', seq),
              ELT(1 + seq % 3, 1, 2, NULL) FROM seq_1_to_30;
            INSERT INTO `order` SELECT seq, 1 + seq % 40, 1 + seq * 7 % 40, 1700000000 + seq * 600, 1 + seq % 3, seq % 10 = 0
              FROM seq_1_to_500;
            INSERT INTO orderpos (order_id, article_id, qty, unit_price) SELECT 1 + seq % 500,
              CONCAT('00000000-0000-0000-0000-0000000000', 11 + seq % 30), 0.5 + seq % 4, 0.1 * seq FROM seq_1_to_1500;
            """;

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

    /** Nothing is named or kept as in the other two: addresses on the way, floats, numbers for times and for statuses. */
    @Test
    void aShopOfAnotherShapeIsUnderstoodToo() throws Exception {
        try (SampleDatabase database = SampleDatabase.start(directory.resolve("database"), words -> {});
                Connection source = CourseShopIT.connect(database);
                Statement statement = source.createStatement()) {
            statement.execute(ODD_SHOP);
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                // Every statement has to be fetched for the next one to run.
            }
            OneCommand.Ended discovered = discovered(database);
            assertThat(discovered.output())
                    .contains("Orders: order; lines: orderpos; products: articles; customers: clients")
                    .contains("float in orderpos.unit_price");
            try (RunningShop shop = RunningShop.up(
                    directory.resolve("data"), directory.resolve("shop/shop.yaml"), environment(database))) {
                assertSameRevenue(shop, statement);
                for (String change : List.of(
                        "UPDATE orderpos SET order_id = order_id + 1 WHERE id % 7 = 0 AND order_id < 500",
                        "UPDATE orderpos SET qty = qty + 1 WHERE id % 5 = 0",
                        "UPDATE `order` SET status_id = 3 WHERE id % 11 = 0",
                        "UPDATE `order` SET deleted = 1 - deleted WHERE id % 13 = 0",
                        "DELETE FROM `order` WHERE id % 17 = 0",
                        "DELETE FROM orderpos WHERE id % 19 = 0",
                        "UPDATE addresses SET country_id = 1 WHERE id % 4 = 1")) {
                    statement.execute(change);
                }
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertSameRevenue(shop, statement));
            }
        }
    }

    private static void assertSameRevenue(RunningShop shop, Statement statement) throws SQLException {
        Map<String, String> groups = Map.of(
                "country", "c.name",
                "category", "COALESCE(k.name, '(none)')",
                "product", "l.article_id",
                "region", "IF(c.name = 'Japan', 'Asia Pacific', 'Europe')");
        for (Map.Entry<String, String> group : groups.entrySet()) {
            JsonNode rows = shop.get("/api/sales?from=2023-01-01&to=2024-12-31&by=" + group.getKey())
                    .get("rows");
            Map<String, BigDecimal> answered = new TreeMap<>();
            rows.forEach(row -> answered.put(
                    row.get(group.getKey()).asText(),
                    new BigDecimal(row.get("revenue").asText()).stripTrailingZeros()));
            assertThat(answered).as(group.getKey()).isEqualTo(oddRevenue(statement, group.getValue()));
        }
    }

    private static Map<String, BigDecimal> oddRevenue(Statement statement, String group) throws SQLException {
        Map<String, BigDecimal> revenue = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT " + group
                + ", ROUND(SUM(l.qty * CAST(l.unit_price AS DECIMAL(19, 4))), 2) FROM orderpos l"
                + " JOIN `order` o ON o.id = l.order_id JOIN addresses a ON a.id = o.ship_address_id"
                + " JOIN countries c ON c.id = a.country_id JOIN articles p ON p.id = l.article_id"
                + " LEFT JOIN categories k ON k.id = p.category_id"
                + " WHERE o.status_id <> 3 AND NOT o.deleted GROUP BY 1")) {
            while (rows.next()) {
                revenue.put(rows.getString(1), rows.getBigDecimal(2).stripTrailingZeros());
            }
        }
        return revenue;
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
