package shopstream.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Its tests change one shop one after the other, so each looks only at what has come since it began. */
@Timeout(180)
class TrafficIT {

    @TempDir
    private static Path directory;

    private static SampleDatabase database;
    private static Rows owner;

    @BeforeAll
    static void start() {
        database = SampleDatabase.start(directory, step -> {});
        owner = Rows.ofOwner(database);
        SampleShop.writeHistory(database, new ShopPlan(0.02, 3, 1), Clock.systemUTC(), (done, expected) -> {});
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        assertThat(ServerProcesses.of(directory)).isEmpty();
    }

    @Test
    void trafficMakesOrdersNowAndLeavesThePastAlone() throws SQLException {
        long before = owner.number("SELECT MAX(orderNumber) FROM orders");
        String since = owner.text("SELECT UTC_TIMESTAMP()");
        String live = " FROM orders WHERE orderNumber > " + before;
        try (Traffic traffic = SampleShop.startTraffic(database, new ShopPlan(200, 3, 1), Clock.systemUTC())) {
            // Not all who are served buy: another test may have deleted them, or what they came for.
            await().atMost(Duration.ofSeconds(60)).until(() -> owner.number("SELECT COUNT(*)" + live) > 300);
            assertThat(traffic.served()).isGreaterThanOrEqualTo(300);
        }
        long made = owner.number("SELECT COUNT(*)" + live);
        assertThat(owner.number(
                        "SELECT COUNT(*)" + live + " AND orderDate BETWEEN '" + since + "' AND UTC_TIMESTAMP()"))
                .isEqualTo(made);
        assertThat(owner.number("SELECT MAX(orderNumber) - MIN(orderNumber) + 1" + live))
                .isEqualTo(made);
        assertThat(owner.number("SELECT COUNT(*) FROM orders LEFT JOIN orderdetails USING (orderNumber)"
                        + " WHERE quantityOrdered IS NULL"))
                .isZero();
        assertThat(owner.number("SELECT COUNT(*) FROM customers WHERE customerNumber >= 50103"))
                .isPositive();
        assertThat(owner.texts("SELECT DISTINCT status FROM orders"))
                .isSubsetOf("Shipped", "Resolved", "Cancelled", "On Hold", "Disputed", "In Process");
        assertThat(owner.number("SELECT COUNT(*) FROM orders")).isEqualTo(made + before - 10_099);
    }

    @Test
    void aPauseStaysAPause() throws SQLException {
        try (Traffic traffic = SampleShop.startTraffic(database, new ShopPlan(200, 3, 1), Clock.systemUTC())) {
            await().until(() -> traffic.served() > 10);
        }
        long orders = owner.number("SELECT COUNT(*) FROM orders");
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        try (Traffic traffic = SampleShop.startTraffic(database, new ShopPlan(0.000_001, 3, 1), tomorrow)) {
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            assertThat(traffic.served()).isZero();
        }
        assertThat(owner.number("SELECT COUNT(*) FROM orders")).isEqualTo(orders);
    }

    @Test
    void trafficGoesOnAfterTheUserHasDeletedCustomersAndProducts() throws SQLException {
        owner.change("DELETE FROM customers WHERE customerNumber % 2 = 0 AND country = 'USA'");
        owner.change("DELETE FROM products WHERE productLine = 'Ships'");
        long before = owner.number("SELECT COUNT(*) FROM orders");
        try (Traffic traffic = SampleShop.startTraffic(database, new ShopPlan(200, 3, 1), Clock.systemUTC())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> traffic.served() > 50);
        }
        assertThat(owner.number("SELECT COUNT(*) FROM orders")).isGreaterThan(before);
        assertThat(owner.number("SELECT COUNT(*) FROM orderdetails JOIN orders USING (orderNumber)"
                        + " LEFT JOIN customers USING (customerNumber) LEFT JOIN products USING (productCode)"
                        + " WHERE orderNumber > " + (before + 10_099)
                        + " AND (customerName IS NULL OR productName IS NULL)"))
                .isZero();
    }

    @Test
    void changesAreInTheBinaryLogAndTheHistoryIsNot() throws SQLException {
        Rows capture = Rows.ofCapture(database);
        long before = logLength(capture);
        assertThat(before).isLessThan(20_000_000);
        owner.change("UPDATE customers SET creditLimit = creditLimit + 1 WHERE customerNumber < 1000");
        assertThat(logLength(capture)).isGreaterThan(before + 10_000);
    }

    private static long logLength(Rows capture) throws SQLException {
        return capture.numberIn("Position", "SHOW MASTER STATUS");
    }
}
