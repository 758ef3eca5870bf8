package shopstream.warehouse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;

/** Prints how fast the warehouse loads, applies and answers: {@code Benchmark [lines] [directory]}. */
public final class Benchmark {

    private static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");
    private static final int BATCH = 60_000;

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 780_000;
        int days = lines > 5_000_000 ? 395 : 60;
        Path directory = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("warehouse");
        var random = new Random(1);
        try (var shop = new LocalShop(
                directory, SampleMarts.salesDashboard(), ZoneOffset.UTC, Clock.fixed(NOW, ZoneOffset.UTC))) {
            String[] countries = {"Germany", "France", "USA", "Japan", "Atlantis"};
            for (int i = 0; i < 50_000; i++) {
                shop.add(
                        "customers",
                        SampleMarts.customerKey(i),
                        SampleMarts.customer(i, countries[random.nextInt(5)] + (i % 5 == 0 ? "" : random.nextInt(5))));
            }
            for (int i = 0; i < 240; i++) {
                shop.add(
                        "products",
                        SampleMarts.productKey("P" + i),
                        SampleMarts.product("P" + i, "Name " + i, "C" + i % 8, "1.10", "V" + i % 12));
            }
            shop.apply();
            long started = System.nanoTime();
            for (int i = 0; i < lines; i++) {
                line(
                        shop,
                        i / 3,
                        i % 3 * 80 + i / 3 % 80,
                        NOW.minusSeconds((long) ((lines - i) * (days * 86_400.0 / lines))),
                        2);
                if (i % BATCH == BATCH - 1) {
                    shop.apply();
                }
            }
            shop.apply();
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf("load %d lines: %.1f s, %.0f rows/s%n", lines, seconds, lines / seconds);
            started = System.nanoTime();
            shop.store.rebuild();
            System.out.printf("build the aggregates: %.1f s%n", (System.nanoTime() - started) / 1e9);
            batches(shop, random, lines, 1, 200);
            batches(shop, random, lines, 100, 100);
            batches(shop, random, lines, 2_000, 30);
            questions(shop);
        }
    }

    private static void line(LocalShop shop, long order, int product, Instant time, long quantity) {
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(order, "P" + product),
                SampleMarts.line(order, "P" + product, order % 50_000, time.toString(), true, quantity, "12.34"));
    }

    private static void batches(LocalShop shop, Random random, int lines, int size, int times) {
        double[] millis = new double[times];
        for (int n = 0; n < times; n++) {
            for (int i = 0; i < size; i++) {
                int line = lines - 1 - random.nextInt(Math.min(lines, 30_000));
                line(
                        shop,
                        line / 3,
                        line % 3 * 80 + line / 3 % 80,
                        NOW.minusSeconds(random.nextInt(86_400)),
                        random.nextInt(9));
            }
            long started = System.nanoTime();
            shop.apply();
            millis[n] = (System.nanoTime() - started) / 1e6;
        }
        print("apply " + size + " changes", millis);
    }

    private static void questions(LocalShop shop) {
        String[][] questions = {
            {"by", "region,category"},
            {"grain", "day"},
            {"by", "product"},
            {"grain", "hour", "from", "2026-04-03", "to", "2026-04-11"},
            {"by", "category", "category", "C1", "category", "C2"},
            {"by", "region,category", "zone", "Asia/Tokyo"},
        };
        for (String[] question : questions) {
            double[] millis = new double[40];
            for (int n = 0; n < millis.length; n++) {
                line(shop, 1, 1, NOW.minusSeconds(n), n);
                shop.apply();
                long started = System.nanoTime();
                shop.numbers(question);
                millis[n] = (System.nanoTime() - started) / 1e6;
            }
            print("ask " + Arrays.toString(question), millis);
        }
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%-60s p50 %.1f ms, p99 %.1f ms%n", what, millis[millis.length / 2], millis[millis.length * 99 / 100]);
    }
}
