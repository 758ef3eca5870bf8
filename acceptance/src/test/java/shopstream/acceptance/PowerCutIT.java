package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power cut takes from the log what was not on disk yet: the figures are made anew, right to the cent, and it is said. */
@Tag("thorough")
class PowerCutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    @TempDir
    private Path directory;

    private SmallShop source;
    private Path data;

    @BeforeEach
    void start() throws IOException, SQLException {
        source = new SmallShop(directory);
        data = directory.resolve("data");
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void whatADatasetLostIsReadAnewAndNoRowStaysThatIsGoneMeanwhile() throws Exception {
        cutAfterWhatIsShown("shopstream.shop.orderdetails-", "DELETE FROM orderdetails WHERE orderNumber = 3");
        try (RunningShop shop = source.up(data)) {
            assertThat(SmallShop.shown(shop)).isEqualTo(source.revenue());
            assertToldAs(shop, "orderdetails", "All rows are read anew from the source, and all figures are made anew");
            source.order(4, 2, "1.25");
            await().atMost(PATIENCE).until(() -> SmallShop.shown(shop).equals(source.revenue()));
        }
        startedOnceMoreAllIsWell();
    }

    @Test
    void whatAMartLostIsMadeAnewFromTheLog() throws Exception {
        cutAfterWhatIsShown("shopstream.mart.sales_lines.", "UPDATE customers SET city = 'Paris'");
        try (RunningShop shop = source.up(data)) {
            assertThat(SmallShop.shown(shop)).isEqualTo(source.revenue());
            assertToldAs(shop, "mart.sales_lines", "All figures are made anew from the log");
            source.order(4, 2, "1.25");
            await().atMost(PATIENCE).until(() -> SmallShop.shown(shop).equals(source.revenue()));
        }
        startedOnceMoreAllIsWell();
    }

    /** An order comes, is shown, and is gone from topics of that name after the kill. @param meanwhile while nothing runs */
    private void cutAfterWhatIsShown(String topic, String meanwhile) throws Exception {
        try (RunningShop shop = source.up(data)) {
            source.order(2, 3, "19.99");
            await().atMost(PATIENCE).until(() -> SmallShop.shown(shop).equals(source.revenue()));
            Map<Path, Long> sizes = segments(topic);
            assertThat(sizes).isNotEmpty();
            source.order(3, 1, "7.01");
            await().atMost(PATIENCE).until(() -> SmallShop.shown(shop).equals(source.revenue()));
            Instant shown = Instant.now();
            await().atMost(PATIENCE).until(() -> completeTo(shop).isAfter(shown));
            shop.kill();
            assertThat(segments(topic)).isNotEqualTo(sizes);
            for (Map.Entry<Path, Long> segment : sizes.entrySet()) {
                try (FileChannel file = FileChannel.open(segment.getKey(), StandardOpenOption.WRITE)) {
                    file.truncate(segment.getValue());
                }
            }
        }
        source.execute(meanwhile);
    }

    private static Instant completeTo(RunningShop shop) {
        String text = shop.get("/api/sales").path("completeTo").asText("");
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    private void assertToldAs(RunningShop shop, String topic, String done) throws IOException {
        assertThat(shop.words()).contains("The log has lost records that were durable: Partition ", topic, done);
        assertThat(shop.get("/api/status").at("/sources/0/message").asText()).contains(topic, done);
        assertThat(before())
                .singleElement()
                .satisfies(aside ->
                        assertThat(aside.resolve("warehouse/shop.duckdb")).exists());
    }

    private void startedOnceMoreAllIsWell() throws Exception {
        try (RunningShop shop = source.up(data)) {
            assertThat(SmallShop.shown(shop)).isEqualTo(source.revenue());
            assertThat(shop.get("/api/status").at("/sources/0/message").isNull())
                    .isTrue();
        }
        assertThat(before()).hasSize(1);
        assertThat(data.resolve("log-loss")).doesNotExist();
    }

    private Map<Path, Long> segments(String topic) throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data.resolve("log/topics"), 2)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                if (file.getParent().getFileName().toString().startsWith(topic)) {
                    sizes.put(file, Files.size(file));
                }
            }
        }
        return sizes;
    }

    private List<Path> before() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().startsWith("before-loss-"))
                    .toList();
        }
    }
}
