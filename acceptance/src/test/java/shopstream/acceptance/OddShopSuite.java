package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code discover → check → up} on a shop in which nothing is named or kept as in the others: addresses on the way, floats,
 * numbers for times and for statuses.
 */
abstract class OddShopSuite {
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

    private static final List<String> CHANGES = List.of(
            "UPDATE orderpos SET order_id = order_id + 1 WHERE id % 7 = 0 AND order_id < 500",
            "UPDATE orderpos SET qty = qty + 1 WHERE id % 5 = 0",
            "UPDATE `order` SET status_id = 3 WHERE id % 11 = 0",
            "UPDATE `order` SET deleted = 1 - deleted WHERE id % 13 = 0",
            "DELETE FROM `order` WHERE id % 17 = 0",
            "DELETE FROM orderpos WHERE id % 19 = 0",
            "UPDATE addresses SET country_id = 1 WHERE id % 4 = 1");

    @TempDir
    Path directory;

    /** Somebody who may do everything, in the database {@code shop}. */
    abstract Connection owner() throws SQLException;

    /** SQL for the whole numbers from one on, in a column named seq. */
    abstract String numbers(int last);

    abstract Map<String, String> environment();

    @Test
    void aShopOfAnotherShapeIsUnderstoodToo() throws Exception {
        try (Connection source = owner();
                Statement statement = source.createStatement()) {
            statement.execute(Pattern.compile("seq_1_to_(\\d+)")
                    .matcher(ODD_SHOP)
                    .replaceAll(all -> numbers(Integer.parseInt(all.group(1)))));
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                // Every statement has to be fetched for the next one to run.
            }
            Path shop = directory.resolve("shop");
            assertThat(run("discover", "--out", shop.toString()).output())
                    .contains("Orders: order; lines: orderpos; products: articles; customers: clients")
                    .contains("float in orderpos.unit_price");
            run("check", "--config", shop.resolve("shop.yaml").toString());
            try (RunningShop running = up()) {
                assertSameRevenue(running, statement);
                for (String change : CHANGES) {
                    statement.execute(change);
                }
                awaitSameRevenue(running, statement);
                running.kill();
            }
            for (String change : CHANGES) {
                statement.execute(change);
            }
            try (RunningShop running = up()) {
                awaitSameRevenue(running, statement);
            }
        }
    }

    private RunningShop up() {
        return RunningShop.up(directory.resolve("data"), directory.resolve("shop/shop.yaml"), environment());
    }

    private OneCommand.Ended run(String... arguments) throws Exception {
        OneCommand.Ended ended = OneCommand.run(directory, environment(), arguments);
        assertThat(ended.exitCode()).as(ended.words()).isZero();
        return ended;
    }

    private static void awaitSameRevenue(RunningShop shop, Statement statement) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertSameRevenue(shop, statement));
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
}
