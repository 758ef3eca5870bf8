package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.demo.SampleDatabase;
import shopstream.demo.SampleShop;
import shopstream.demo.ShopPlan;

/** Order lines delivered at-least-once, the platform killed again and again while a shop only ever sells more. */
@Tag("thorough")
class DeliveredAheadIT {
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Pattern UNITS = Pattern.compile("\"units\":(\\d+)");
    private static final String FIRST = "7000000";
    private static final long LINES = 40;

    @TempDir
    private Path directory;

    private final AtomicBoolean selling = new AtomicBoolean(true);
    private final AtomicReference<Throwable> trouble = new AtomicReference<>();
    private long most;

    @Test
    void unitsThatOnlyGrowNeverShrinkOnThePageAndAreRightInTheEnd() throws Exception {
        long seed = Long.getLong("shopstream.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (SampleDatabase database = SampleDatabase.start(directory.resolve("database"), words -> {})) {
            SampleShop.writeHistory(database, new ShopPlan(0.05, 1, 1), Clock.systemUTC(), (done, expected) -> {});
            begin(database);
            Thread sales = new Thread(() -> sell(database, new Random(seed)), "sales");
            sales.start();
            for (int kill = 0; kill < KILLS; kill++) {
                RunningShop shop = up(database);
                watch(shop, Duration.ofMillis(2_000 + random.nextInt(3_000)), seed);
                shop.kill();
            }
            try (RunningShop shop = up(database)) {
                watch(shop, Duration.ofSeconds(3), seed);
                selling.set(false);
                sales.join();
                assertThat(trouble.get()).isNull();
                Instant sold = Instant.now();
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    String completeTo =
                            shop.get("/api/sales").path("completeTo").asText("");
                    return !completeTo.isEmpty() && Instant.parse(completeTo).isAfter(sold);
                });
                assertThat(units(shop)).as("seed " + seed).hasValue(units(database));
            }
        }
    }

    /** Asks until then, as fast as answers come. */
    private void watch(RunningShop shop, Duration time, long seed) {
        long before = most;
        AtomicReference<Instant> grown = new AtomicReference<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            OptionalLong units = units(shop);
            if (units.isPresent()) {
                assertThat(units.getAsLong()).as("units shown, seed " + seed).isGreaterThanOrEqualTo(most);
                most = units.getAsLong();
            }
            if (most > before) {
                grown.compareAndSet(null, Instant.now());
            }
            return grown.get() != null && Instant.now().isAfter(grown.get().plus(time));
        });
    }

    /** Nothing while the program is not so far that it answers. */
    private static OptionalLong units(RunningShop shop) {
        try {
            HttpResponse<String> answer = shop.answer("/api/sales?grain=total");
            Matcher units = UNITS.matcher(answer.body());
            return answer.statusCode() == 200 && units.find()
                    ? OptionalLong.of(Long.parseLong(units.group(1)))
                    : OptionalLong.empty();
        } catch (UncheckedIOException notYet) {
            return OptionalLong.empty();
        }
    }

    private RunningShop up(SampleDatabase database) {
        return RunningShop.starting(
                directory.resolve("data"),
                folder(),
                Map.of(
                        "SHOP_DB_URL", database.jdbcUrl(),
                        "SHOP_DB_USER", database.capture().name(),
                        "SHOP_DB_PASSWORD", database.capture().password()));
    }

    private Path folder() {
        Path shipped = Path.of("..", "shop");
        Path own = directory.resolve("shop");
        if (Files.exists(own)) {
            return own.resolve("shop.yaml");
        }
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, own.resolve(shipped.relativize(file)));
            }
            Path lines = own.resolve("models").resolve("marts").resolve("sales_lines.yaml");
            Files.writeString(lines, "delivery: at-least-once\n" + Files.readString(lines));
            return own.resolve("shop.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void begin(SampleDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO orders (orderNumber, orderDate, requiredDate, status, customerNumber)"
                    + " SELECT " + FIRST + ", UTC_TIMESTAMP(), UTC_TIMESTAMP(), 'In Process', MIN(customerNumber)"
                    + " FROM customers");
            for (int line = 0; line < LINES; line++) {
                statement.execute("INSERT INTO orderdetails (orderNumber, productCode, quantityOrdered, priceEach,"
                        + " orderLineNumber) VALUES (" + FIRST + ", 'AHEAD_" + line + "', 1, 1.00, " + line + ")");
            }
        }
    }

    /** A few lines of one order grow again and again, so that most rows are written several times between two checkpoints. */
    private void sell(SampleDatabase database, Random random) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            while (selling.get()) {
                statement.execute("UPDATE orderdetails SET quantityOrdered = quantityOrdered + 1 WHERE orderNumber = "
                        + FIRST + " AND productCode = 'AHEAD_" + random.nextInt((int) LINES) + "'");
                Thread.sleep(2);
            }
        } catch (SQLException | InterruptedException e) {
            trouble.set(e);
        }
    }

    private static long units(SampleDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT SUM(quantityOrdered) FROM orderdetails JOIN orders"
                        + " USING (orderNumber) WHERE UPPER(TRIM(status)) <> 'CANCELLED'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect(SampleDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.owner().name(), database.owner().password());
    }
}
