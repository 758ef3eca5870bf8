package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.app.crashes.SourceTruth;
import shopstream.app.crashes.SourceTruth.Figures;

/** {@code ./shopstream up} with the shipped folder on a PostgreSQL database: only the address is another one. */
class PostgresShopIT {
    private static final Path CONFIGURATION = Path.of("..", "shop", "shop.yaml");
    private static final List<List<String>> GROUPS = List.of(List.of(), List.of("country"), List.of("category"));
    private static final Map<String, String> COLUMNS = Map.of("country", "c.country", "category", "p.\"productLine\"");

    @TempDir
    private Path directory;

    @Test
    void theFiguresEqualTheSourceBeforeAndAfterChangesAndAKill() throws Exception {
        try (PostgresDatabase database = PostgresDatabase.start(directory.resolve("postgresql"));
                Connection source = database.owner();
                Statement statement = source.createStatement()) {
            for (String sql : tables()) {
                statement.execute(sql);
            }
            Map<String, String> environment = Map.of(
                    "SHOP_DB_URL", database.jdbcUrl(),
                    "SHOP_DB_USER", "shopstream",
                    "SHOP_DB_PASSWORD", "shopstream");
            Path data = directory.resolve("data");
            try (RunningShop shop = RunningShop.up(data, CONFIGURATION, environment)) {
                agree(shop, source);
                backup("backup", data);
                for (String sql : changes()) {
                    statement.execute(sql);
                }
                awaitAgreement(shop, source);
                JsonNode status = shop.get("/api/status").get("sources").get(0);
                assertThat(status.get("state").asText()).isEqualTo("streaming");
                assertThat(status.get("logHeldBackBytes").asLong()).isNotNegative();
                statement.execute("UPDATE orderdetails SET \"quantityOrdered\" = 2 WHERE \"orderNumber\" % 7 = 0");
                shop.kill();
            }
            statement.execute("DELETE FROM orderdetails WHERE \"orderNumber\" % 11 = 0");
            statement.execute("UPDATE orders SET status = 'Cancelled' WHERE \"orderNumber\" % 13 = 0");
            database.close();
            try (RunningShop shop = RunningShop.starting(data, CONFIGURATION, environment)) {
                showsWhatWasReadWhileTheSourceIsAway(shop);
                database.start();
                shop.awaitReady();
                try (Connection again = database.owner()) {
                    awaitAgreement(shop, again);
                    // The slot has let go of what came after the backup: of the rows deleted since, no change tells
                    // any more.
                    backup("restore", data);
                    awaitAgreement(shop, again);
                }
            }
        }
    }

    private static void showsWhatWasReadWhileTheSourceIsAway(RunningShop shop) {
        await().atMost(Duration.ofSeconds(90)).ignoreExceptions().untilAsserted(() -> {
            assertThat(shop.get("/api/sales").get("rows").get(0).get("orders").asLong())
                    .isPositive();
            assertThat(shop.get("/api/status").get("sources").get(0).toString()).contains("Nothing answers at");
        });
    }

    private void backup(String command, Path data) throws Exception {
        OneCommand.Ended ended = OneCommand.run(
                directory, Map.of(), command, directory.resolve("backup").toString(), "--data", data.toString());
        assertThat(ended.exitCode()).as(ended.words()).isZero();
    }

    private static List<String> tables() {
        return List.of(
                "CREATE TABLE products (\"productCode\" varchar(15) PRIMARY KEY, \"productName\" varchar(70) NOT NULL,"
                        + " \"productLine\" varchar(50) NOT NULL, \"productScale\" varchar(10) NOT NULL,"
                        + " \"productVendor\" varchar(50) NOT NULL, \"productDescription\" text NOT NULL,"
                        + " \"quantityInStock\" smallint NOT NULL, \"buyPrice\" numeric(10,2) NOT NULL,"
                        + " \"MSRP\" numeric(10,2) NOT NULL)",
                "CREATE TABLE customers (\"customerNumber\" int PRIMARY KEY, \"customerName\" varchar(50), city varchar(50)"
                        + " NOT NULL, state varchar(50), \"postalCode\" varchar(15), country varchar(50) NOT NULL,"
                        + " \"creditLimit\" numeric(10,2))",
                "CREATE TABLE orders (\"orderNumber\" int PRIMARY KEY, \"orderDate\" timestamp NOT NULL, status varchar(15)"
                        + " NOT NULL, comments text, \"customerNumber\" int NOT NULL)",
                "CREATE TABLE orderdetails (\"orderNumber\" int, \"productCode\" varchar(15), \"quantityOrdered\" int NOT"
                        + " NULL, \"priceEach\" numeric(10,2) NOT NULL, \"orderLineNumber\" smallint NOT NULL, PRIMARY KEY"
                        + " (\"orderNumber\", \"productCode\"))",
                "INSERT INTO products SELECT 'P' || n, 'Product ' || n, 'Line ' || n % 3, '1:1', 'Maker', repeat('x', 3000),"
                        + " 5, n, n * 2 FROM generate_series(1, 20) n",
                "INSERT INTO customers SELECT n, 'C' || n, 'Town', NULL, NULL, CASE n % 3 WHEN 0 THEN 'France' WHEN 1 THEN"
                        + " 'USA' ELSE 'Japan' END, 1000 FROM generate_series(1, 50) n",
                "INSERT INTO orders SELECT n, now() AT TIME ZONE 'UTC' - n * interval '20 minutes', CASE WHEN n % 9 = 0 THEN"
                        + " 'Cancelled' ELSE 'Shipped' END, NULL, 1 + n % 50 FROM generate_series(1, 1500) n",
                "INSERT INTO orderdetails SELECT o, 'P' || 1 + (o * 7 + l) % 20, 1 + (o + l) % 5, 1.05 * (1 + o % 40), l FROM"
                        + " generate_series(1, 1500) o, generate_series(1, 3) l",
                // What `check` and `source plan` print for the administrator.
                "ALTER TABLE products REPLICA IDENTITY FULL",
                "GRANT USAGE ON SCHEMA public TO shopstream",
                "GRANT SELECT ON products, customers, orders, orderdetails TO shopstream",
                "CREATE PUBLICATION shopstream_shop FOR TABLE products, customers, orders, orderdetails",
                "SELECT pg_create_logical_replication_slot('shopstream_shop', 'pgoutput')");
    }

    private static List<String> changes() {
        return List.of(
                "INSERT INTO orders SELECT n, now() AT TIME ZONE 'UTC', 'In Process', 'new', 1 + n % 50 FROM"
                        + " generate_series(1501, 1600) n",
                "INSERT INTO orderdetails SELECT o, 'P' || l, 2, 9.99, l FROM generate_series(1501, 1600) o,"
                        + " generate_series(1, 4) l",
                "UPDATE orderdetails SET \"priceEach\" = \"priceEach\" + 0.01 WHERE \"orderNumber\" % 5 = 0",
                "DELETE FROM orderdetails WHERE \"orderNumber\" % 17 = 0",
                "UPDATE orderdetails SET \"orderNumber\" = 5000 WHERE \"orderNumber\" = 1599",
                "UPDATE orders SET \"orderNumber\" = 5000 WHERE \"orderNumber\" = 1599",
                "UPDATE products SET \"productLine\" = 'Line 9' WHERE \"productCode\" = 'P4'",
                "UPDATE customers SET country = 'Germany' WHERE \"customerNumber\" = 7");
    }

    private static void awaitAgreement(RunningShop shop, Connection source) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> agree(shop, source));
    }

    private static void agree(RunningShop shop, Connection source) throws Exception {
        for (List<String> by : GROUPS) {
            String question = "/api/sales?from=2000-01-01" + (by.isEmpty() ? "" : "&by=" + String.join(",", by));
            assertThat(SourceTruth.answered(shop.get(question), false, by))
                    .as(question)
                    .isEqualTo(truth(source, by));
        }
    }

    private static Map<List<String>, Figures> truth(Connection source, List<String> by) throws Exception {
        String groups = by.isEmpty()
                ? ""
                : String.join(", ", by.stream().map(COLUMNS::get).toList());
        Map<List<String>, Figures> figures =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        try (Statement statement = source.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(DISTINCT o.\"orderNumber\"), SUM(d.\"quantityOrdered\"), SUM(d.\"quantityOrdered\" *"
                                + " d.\"priceEach\")" + (by.isEmpty() ? "" : ", " + groups)
                                + " FROM orderdetails d JOIN orders o USING (\"orderNumber\") JOIN customers c USING"
                                + " (\"customerNumber\") JOIN products p USING (\"productCode\") WHERE o.status <>"
                                + " 'Cancelled'" + (by.isEmpty() ? "" : " GROUP BY " + groups))) {
            while (rows.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 0; i < by.size(); i++) {
                    key.add(rows.getString(4 + i));
                }
                figures.put(key, new Figures(rows.getLong(1), rows.getLong(2), rows.getBigDecimal(3)));
            }
        }
        return figures;
    }
}
