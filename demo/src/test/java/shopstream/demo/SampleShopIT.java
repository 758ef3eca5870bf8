package shopstream.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class SampleShopIT {

    private static final ShopPlan PLAN = new ShopPlan(0.02, 3, 1);

    @TempDir
    private static Path directory;

    private static SampleDatabase database;
    private static Rows owner;

    @BeforeAll
    static void start() {
        database = SampleDatabase.start(directory, step -> {});
        owner = Rows.ofOwner(database);
        SampleShop.writeHistory(database, PLAN, Clock.systemUTC(), (done, expected) -> {});
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        assertThat(ServerProcesses.of(directory)).isEmpty();
    }

    @Test
    void writesAWholeShop() throws SQLException {
        assertThat(SampleShop.existsIn(database)).isTrue();
        assertThat(owner.texts("SHOW TABLES"))
                .containsExactlyInAnyOrder(
                        "customers", "orderdetails", "orders", "payments", "productlines", "products", "ratings");
        assertThat(owner.number("SELECT COUNT(*) FROM customers")).isGreaterThanOrEqualTo(50_000);
        assertThat(owner.number("SELECT COUNT(DISTINCT TRIM(country)) FROM customers"))
                .isEqualTo(24);
        assertThat(owner.number("SELECT COUNT(*) FROM products")).isEqualTo(240);
        assertThat(owner.number("SELECT COUNT(*) FROM productlines")).isEqualTo(8);
        assertThat(owner.number("SELECT COUNT(*) FROM orders")).isBetween(3_500L, 8_500L);
        assertThat(owner.number("SELECT COUNT(*) FROM payments")).isPositive();
        assertThat(owner.number("SELECT COUNT(*) FROM ratings")).isPositive();
        assertThat(owner.number("SELECT COUNT(*) FROM orders WHERE orderDate > UTC_TIMESTAMP()"))
                .isZero();
    }

    @Test
    void nothingRefersToWhatIsNotThere() throws SQLException {
        assertThat(owner.number("SELECT COUNT(*) FROM orders LEFT JOIN customers USING (customerNumber)"
                        + " WHERE customerName IS NULL"))
                .isZero();
        assertThat(owner.number("SELECT COUNT(*) FROM orderdetails LEFT JOIN orders USING (orderNumber)"
                        + " WHERE status IS NULL"))
                .isZero();
        assertThat(owner.number("SELECT COUNT(*) FROM orders LEFT JOIN orderdetails USING (orderNumber)"
                        + " WHERE quantityOrdered IS NULL"))
                .isZero();
        assertThat(owner.number("SELECT COUNT(*) FROM orderdetails LEFT JOIN products USING (productCode)"
                        + " WHERE productName IS NULL"))
                .isZero();
        assertThat(owner.number("SELECT COUNT(*) FROM products LEFT JOIN productlines USING (productLine)"
                        + " WHERE textDescription IS NULL"))
                .isZero();
    }

    @Test
    void hasNoColumnWithoutADefaultThatTheCourseHasNot() throws SQLException {
        assertThat(owner.texts("SELECT CONCAT(COLUMN_NAME, ' ', COLUMN_TYPE, ' ', IS_NULLABLE)"
                        + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'shop' AND TABLE_NAME = 'orders'"
                        + " ORDER BY ORDINAL_POSITION"))
                .containsExactly(
                        "orderNumber int(11) NO",
                        "orderDate datetime NO",
                        "requiredDate date NO",
                        "shippedDate date YES",
                        "status varchar(15) NO",
                        "comments text YES",
                        "customerNumber int(11) NO");
    }

    @Test
    void sameSeedAndTimeGiveTheSameShopAlsoAfterACrashHalfWay(@TempDir Path other) throws SQLException {
        Clock clock = Clock.fixed(Instant.parse("2026-03-18T13:37:11Z"), ZoneOffset.UTC);
        List<String> contents = new ArrayList<>();
        try (SampleDatabase fresh = SampleDatabase.start(other, step -> {})) {
            assertThat(SampleShop.existsIn(fresh)).isFalse();
            assertThatThrownBy(() -> SampleShop.startTraffic(fresh, PLAN, clock))
                    .isInstanceOf(SampleShopException.class)
                    .hasMessageContaining("no history yet");
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> SampleShop.writeHistory(fresh, PLAN, clock, (done, expected) -> {
                            throw new IllegalStateException("Crash");
                        }))
                        .hasMessage("Crash");
                assertThat(SampleShop.existsIn(fresh)).isFalse();
                SampleShop.writeHistory(fresh, PLAN, clock, (done, expected) -> {});
                contents.add(
                        Rows.ofOwner(fresh)
                                .text(
                                        "SELECT CONCAT_WS(' ',"
                                                + " (SELECT SUM(CRC32(CONCAT_WS('|', orderNumber, orderDate, shippedDate, status, customerNumber))) FROM orders),"
                                                + " (SELECT SUM(CRC32(CONCAT_WS('|', orderNumber, productCode, quantityOrdered, priceEach))) FROM orderdetails),"
                                                + " (SELECT SUM(CRC32(CONCAT_WS('|', customerNumber, checkNumber, paymentDate, amount))) FROM payments),"
                                                + " (SELECT SUM(CRC32(CONCAT_WS('|', customerNumber, productCode, productRating))) FROM ratings),"
                                                + " (SELECT SUM(CRC32(CONCAT_WS('|', customerNumber, customerName, country, creditLimit))) FROM customers),"
                                                + " (SELECT SUM(CRC32(CONCAT_WS('|', productCode, productName, MSRP))) FROM products))"));
            }
        }
        assertThat(contents.get(0)).isEqualTo(contents.get(1)).matches("[0-9]+( [0-9]+){5}");
    }

    @Test
    void writesTheHistoryAnewAfterAKillInTheMiddleOfIt(@TempDir Path other) throws Exception {
        for (boolean databaseDiesToo : new boolean[] {false, true}) {
            Process child = LoneDatabase.writeHistoryIn(other);
            await().atMost(Duration.ofSeconds(90)).until(() -> LoneDatabase.isReady(other));
            child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            if (databaseDiesToo) {
                ServerProcesses.of(other).forEach(ProcessHandle::destroyForcibly);
                await().until(() -> ServerProcesses.of(other).isEmpty());
            }
            Files.delete(other.resolve("ready"));

            try (SampleDatabase database = SampleDatabase.start(other, step -> {})) {
                assertThat(SampleShop.existsIn(database)).isFalse();
                SampleShop.writeHistory(database, PLAN, Clock.systemUTC(), (done, expected) -> {});
                assertThat(SampleShop.existsIn(database)).isTrue();
                assertThat(Rows.ofOwner(database).number("SELECT COUNT(*) FROM orders"))
                        .isBetween(3_500L, 8_500L);
                assertThat(Rows.ofOwner(database)
                                .text("SELECT CONCAT(@@sync_binlog, @@innodb_flush_log_at_trx_commit)"))
                        .isEqualTo("11");
            }
            assertThat(ServerProcesses.of(other)).isEmpty();
        }
    }
}
