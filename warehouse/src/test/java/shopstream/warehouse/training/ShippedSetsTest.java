package shopstream.warehouse.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.seeds.SeedFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;

/**
 * The rows of the sets that are shipped, of a shop of two customers and two products: as they are on day 34, and as they were
 * known on day 15, before a move to another country was followed by an order, and before a rating was changed.
 */
class ShippedSetsTest {
    private static final int NOW = 34;
    private static final int THEN = 15;

    @TempDir
    private Path directory;

    private Lake lake;

    @BeforeEach
    void fill() {
        ShopHistory shop = new ShopHistory(LakeAddress.in(directory.resolve("lake")));
        lake = shop.lake();
        shop.on(0)
                .read("customers", customer(101, "France"))
                .read("products", product("P1", "Planes"))
                .read("products", product("P2", "Cars"))
                .read("ratings", rating(101, "P1", 4));
        shop.on(2)
                .created("orders", order(1, 2.25, 101, "Shipped"))
                .created("orderdetails", line(1, "P1", 2, "10.00"))
                .created("orderdetails", line(1, "P2", 1, "5.50"));
        // Known from noon on, and mended in the same transaction; the order of that day is of midnight.
        shop.on(5.5)
                .created("customers", customer(102, "Spain"))
                .updated("customers", customer(102, "Norway  "))
                .created("orders", order(2, 5, 102, "Shipped"))
                .created("orderdetails", line(2, "P1", 3, "10.00"));
        shop.on(6).created("ratings", rating(102, "P1", 3));
        shop.on(10).updated("customers", customer(101, "Japan"));
        shop.on(12).created("orders", order(3, 12, 101, "Cancelled")).created("orderdetails", line(3, "P1", 9, "9.00"));
        shop.on(18).updated("ratings", rating(102, "P1", 5));
        shop.on(20).created("orders", order(4, 20, 101, "Shipped")).created("orderdetails", line(4, "P2", 4, "5.00"));
        shop.write();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private static Map<String, Object> customer(int number, String country) {
        return Map.of("customerNumber", number, "country", country, "creditLimit", new BigDecimal("1000.00"));
    }

    private static Map<String, Object> product(String code, String line) {
        return Map.of(
                "productCode",
                code,
                "productName",
                code,
                "productLine",
                line,
                "productScale",
                "1:10",
                "productVendor",
                "Maker",
                "buyPrice",
                new BigDecimal("1.00"),
                "MSRP",
                new BigDecimal("2.00"));
    }

    private static Map<String, Object> rating(int customer, String product, int stars) {
        return Map.of("customerNumber", customer, "productCode", product, "productRating", stars);
    }

    private static Map<String, Object> order(int number, double day, int customer, String status) {
        return Map.of(
                "orderNumber", number,
                "orderDate", ShopHistory.day(day).atOffset(ZoneOffset.UTC),
                "customerNumber", customer,
                "status", status);
    }

    private static Map<String, Object> line(int order, String product, int quantity, String price) {
        return Map.of(
                "orderNumber", order,
                "productCode", product,
                "quantityOrdered", quantity,
                "priceEach", new BigDecimal(price),
                "orderLineNumber", 1);
    }

    @Test
    void aSaleHasTheRegionOfThenAndTheOneOfNow() throws SQLException {
        assertThat(rows("sales_as_ordered", NOW))
                .containsExactly(
                        "1|P1|2026-01-03 06:00:00|101|2|20.00|France|Europe|Asia Pacific",
                        "1|P2|2026-01-03 06:00:00|101|1|5.50|France|Europe|Asia Pacific",
                        "2|P1|2026-01-06 00:00:00|102|3|30.00|Norway|Europe|Europe",
                        "4|P2|2026-01-21 00:00:00|101|4|20.00|Japan|Asia Pacific|Asia Pacific");
        assertThat(rows("sales_as_ordered", 8))
                .containsExactly(
                        "1|P1|2026-01-03 06:00:00|101|2|20.00|France|Europe|Europe",
                        "1|P2|2026-01-03 06:00:00|101|1|5.50|France|Europe|Europe",
                        "2|P1|2026-01-06 00:00:00|102|3|30.00|Norway|Europe|Europe");
    }

    @Test
    void anInteractionIsAPurchaseThatCountsOrARatingAsItIs() throws SQLException {
        assertThat(rows("interactions", NOW))
                .containsExactly(
                        "101|P1|bought|1.00|2026-01-03 06:00:00",
                        "101|P1|rated|0.80|null",
                        "101|P2|bought|1.00|2026-01-03 06:00:00",
                        "101|P2|bought|1.00|2026-01-21 00:00:00",
                        "102|P1|bought|1.00|2026-01-06 00:00:00",
                        "102|P1|rated|1.00|2026-01-19 00:00:00");
        assertThat(rows("interactions", THEN))
                .containsExactly(
                        "101|P1|bought|1.00|2026-01-03 06:00:00",
                        "101|P1|rated|0.80|null",
                        "101|P2|bought|1.00|2026-01-03 06:00:00",
                        "102|P1|bought|1.00|2026-01-06 00:00:00",
                        "102|P1|rated|0.60|2026-01-07 00:00:00");
    }

    @Test
    void aProductIsKnownByWhatWasSoldAndHowItWasRated() throws SQLException {
        String one = "P1|Planes|1:10|Maker|1.00|2.00|null|";
        String other = "P2|Cars|1:10|Maker|1.00|2.00|null|";
        assertThat(rows("product_features", NOW))
                .containsExactly(
                        one + "2|2|5|3|50.00|2026-01-03 06:00:00|2026-01-06 00:00:00|2|4.500",
                        other + "2|1|5|4|25.50|2026-01-03 06:00:00|2026-01-21 00:00:00|0|null");
        assertThat(rows("product_features", THEN))
                .containsExactly(
                        one + "2|2|5|5|50.00|2026-01-03 06:00:00|2026-01-06 00:00:00|2|3.500",
                        other + "1|1|1|1|5.50|2026-01-03 06:00:00|2026-01-03 06:00:00|0|null");
    }

    @Test
    void aCustomerIsKnownByWhatTheyOrderedAndHowTheyRate() throws SQLException {
        assertThat(rows("customer_features", NOW))
                .containsExactly(
                        "101|Japan|1000.00|2|2|45.50|2026-01-03 06:00:00|2026-01-21 00:00:00|14|Cars|1|4.000",
                        "102|Norway|1000.00|1|1|30.00|2026-01-06 00:00:00|2026-01-06 00:00:00|29|Planes|1|5.000");
        assertThat(rows("customer_features", THEN))
                .containsExactly(
                        "101|Japan|1000.00|1|2|25.50|2026-01-03 06:00:00|2026-01-03 06:00:00|13|Planes|1|4.000",
                        "102|Norway|1000.00|1|1|30.00|2026-01-06 00:00:00|2026-01-06 00:00:00|10|Planes|1|3.000");
    }

    /** Built as people build it, with the leak check. @param day of the moment; the last one knows everything */
    private List<String> rows(String name, int day) throws SQLException {
        Problems problems = new Problems();
        TrainingSet set = TrainingFiles.read(Path.of("../shop/training"), problems).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Instant moment = ShopHistory.day(day);
        Path folder = directory.resolve(name + day);
        new TrainingBuild(
                        set,
                        day == NOW ? LakeMoment.now(lake, moment) : LakeMoment.at(lake, moment),
                        SeedFiles.read(Path.of("../shop/seeds"), problems),
                        new TrainingBuild.Limits(1, "500MB"),
                        Clock.systemUTC())
                .into(folder, TrainingBuild.Format.PARQUET);
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT COLUMNS(*)::VARCHAR FROM read_parquet('" + folder + "/*.parquet') ORDER BY ALL")) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(found.getString(i));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }
}
