package shopstream.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long a commit in the shop's database takes to be in the API, with the demo's traffic; beside it, in the same run,
 * the time of one API call that changes nothing, below which no such figure can come. Prints both, and the time to ready.
 */
public final class FreshnessBenchmark {
    private static final int COMMITS = 150;
    private static final int WARM_UP = 20;
    private static final long POLL_MILLIS = 5;

    private FreshnessBenchmark() {}

    /** Arguments are passed on to {@code demo}. */
    public static void main(String[] options) throws Exception {
        Path data = Files.createTempDirectory("shopstream-benchmark").resolve("data");
        long begun = System.nanoTime();
        try (RunningShop shop = RunningShop.start(data, options)) {
            System.out.printf(Locale.ROOT, "first ready         %8.1f s%n", (System.nanoTime() - begun) / 1e9);
            measure(shop);
            begun = System.nanoTime();
        }
        System.out.printf(Locale.ROOT, "clean stop          %8.1f s%n", (System.nanoTime() - begun) / 1e9);
        begun = System.nanoTime();
        try (RunningShop shop = RunningShop.start(data, options)) {
            System.out.printf(Locale.ROOT, "ready after a stop  %8.1f s%n", (System.nanoTime() - begun) / 1e9);
            begun = System.nanoTime();
            shop.killWithDatabase();
        }
        begun = System.nanoTime();
        try (RunningShop shop = RunningShop.start(data, options)) {
            System.out.printf(Locale.ROOT, "ready after kill -9 %8.1f s%n", (System.nanoTime() - begun) / 1e9);
            shop.get("/api/status");
        }
    }

    private static void measure(RunningShop shop) throws SQLException, InterruptedException {
        Random random = new Random(7);
        double[] fresh = new double[COMMITS];
        double[] call = new double[COMMITS];
        try (Connection database = shop.database()) {
            database.setAutoCommit(false);
            for (int i = -WARM_UP; i < COMMITS; i++) {
                TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(700));
                // A product of its own each time, so that the demo's traffic cannot be mistaken for it.
                String product = "BENCH_" + (i + WARM_UP);
                insert(database, product);
                long committed = System.nanoTime();
                while (shop.get("/api/sales?product=" + product)
                                .get("rows")
                                .get(0)
                                .get("orders")
                                .asLong()
                        == 0) {
                    // Asking without a pause would take a core from what is measured.
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                }
                long seen = System.nanoTime();
                shop.get("/api/sales?product=" + product);
                if (i >= 0) {
                    fresh[i] = (seen - committed) / 1e6;
                    call[i] = (System.nanoTime() - seen) / 1e6;
                }
            }
        }
        print("commit to API", fresh);
        print("one API call", call);
    }

    private static void insert(Connection database, String product) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("INSERT INTO orders (orderNumber, orderDate, requiredDate, status, customerNumber)"
                    + " SELECT MAX(orderNumber) + 1, UTC_TIMESTAMP(), UTC_TIMESTAMP(), 'In Process',"
                    + " (SELECT MIN(customerNumber) FROM customers) FROM orders");
            statement.execute("INSERT INTO orderdetails (orderNumber, productCode, quantityOrdered, priceEach,"
                    + " orderLineNumber) SELECT MAX(orderNumber), '" + product + "', 1, 1.00, 1 FROM orders");
        }
        database.commit();
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-19s p50 %6.0f ms   p90 %6.0f ms   p99 %6.0f ms   max %6.0f ms   (%d)%n",
                what,
                millis[millis.length / 2],
                millis[millis.length * 9 / 10],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1],
                millis.length);
    }
}
