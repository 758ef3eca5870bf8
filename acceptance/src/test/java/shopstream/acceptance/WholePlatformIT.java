package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.app.crashes.Dialect.Grain;
import shopstream.app.crashes.RandomChanges;
import shopstream.app.crashes.SourceTruth;

/** Random changes in a real database, the platform killed and started again in between: the figures stay right to the cent. */
class WholePlatformIT {
    private static final int DAYS = 3;
    private static final String[] OPTIONS = {"--history-days", "3", "--orders-per-second", "0.01", "--no-traffic"};

    @TempDir
    private Path directory;

    @Test
    void figuresEqualTheSourceWhateverDies() throws Exception {
        long seed = 20261121;
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        RandomChanges changes = new RandomChanges(seed, 0, now, DAYS);
        Path data = directory.resolve("data");

        try (RunningShop shop = RunningShop.start(data, OPTIONS)) {
            assertFiguresEqualTheSource(shop, now, "after the snapshot");
            make(shop, changes, 150);
            shop.kill();
        }
        try (RunningShop shop = RunningShop.start(data, OPTIONS)) {
            assertFiguresEqualTheSource(shop, now, "seed " + seed + ", killed with its database running on");
            make(shop, changes, 150);
            shop.killWithDatabase();
        }
        try (RunningShop shop = RunningShop.start(data, OPTIONS)) {
            make(shop, changes, 100);
            assertFiguresEqualTheSource(shop, now, "seed " + seed + ", killed together with its database");
            assertThat(shop.interrupt())
                    .as("exit code after a termination signal")
                    .isIn(0, 143);
            assertThat(shop.children()).as("processes left behind").isEmpty();
        }
    }

    private static void make(RunningShop shop, RandomChanges changes, int count) throws SQLException {
        try (Connection database = shop.database()) {
            changes.make(database, count);
        }
    }

    private static void assertFiguresEqualTheSource(RunningShop shop, LocalDateTime newest, String when)
            throws SQLException {
        Instant committed = Instant.now();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    String completeTo =
                            shop.get("/api/sales").path("completeTo").asText("");
                    return !completeTo.isEmpty() && Instant.parse(completeTo).isAfter(committed);
                });
        String range = "&from=" + newest.toLocalDate().minusDays(DAYS + 2) + "&to="
                + newest.toLocalDate().plusDays(2);
        try (Connection database = shop.database()) {
            SourceTruth truth = new SourceTruth(database, RunningShop.REGIONS);
            for (Grain grain : Grain.values()) {
                for (List<String> by : groupings().toList()) {
                    String question = "/api/sales?grain=" + grain.name().toLowerCase(Locale.ROOT)
                            + (by.isEmpty() ? "" : "&by=" + String.join(",", by)) + range;
                    boolean timed = grain != Grain.TOTAL;
                    assertThat(SourceTruth.answered(shop.get(question), timed, by))
                            .as(question + ", " + when)
                            .isEqualTo(truth.figures(grain, by));
                }
            }
        }
    }

    private static Stream<List<String>> groupings() {
        return Stream.of(
                List.of(),
                List.of("region"),
                List.of("country"),
                List.of("category"),
                List.of("product"),
                List.of("region", "category"),
                List.of("country", "product"));
    }
}
