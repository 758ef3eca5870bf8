package shopstream.warehouse;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse that was closed for longer than the log keeps deletions never reads them: it begins anew. */
class LongAwayIT {
    private static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration COMPACTED = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    private SampleLog log;

    @BeforeEach
    void startTheLog() {
        log = new SampleLog(directory.resolve("log"));
        SampleMarts.ALL.forEach(log::declare);
    }

    @AfterEach
    void stopTheLog() {
        log.close();
    }

    @Test
    void aRowWhoseDeletionIsGoneFromTheLogIsGoneAfterADeletionsTime() throws Exception {
        try (Warehouse warehouse = open(NOW)) {
            sell(1, 3);
            sell(2, 2);
            await().atMost(SOON).until(() -> units(warehouse).equals(5L));
        }
        keepDeletionsForAMoment();
        log.begin();
        log.put(SampleMarts.SALES_LINES, SampleMarts.lineKey(1, "P1"), null);
        log.commit();
        await().atMost(COMPACTED).pollInterval(Duration.ofSeconds(1)).until(() -> {
            sell(2, 2);
            return keys().stream().noneMatch(this::isOfTheDeletedOrder);
        });

        // Within the time the warehouse goes on from where it stood: here the deletion is gone too early for that.
        try (Warehouse warehouse = open(NOW.plus(Duration.ofHours(83)))) {
            sell(3, 1);
            await().atMost(SOON).until(() -> units(warehouse).equals(6L));
        }
        try (Warehouse warehouse = open(NOW.plus(Duration.ofHours(83 + 85)))) {
            await().atMost(SOON).until(() -> {
                log.complete(SampleMarts.ALL, NOW, 0);
                return units(warehouse).equals(3L);
            });
        }
    }

    private void keepDeletionsForAMoment() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, SampleMarts.SALES_LINES.topic());
        List<AlterConfigOp> changes = new ArrayList<>();
        Map.of(
                        "delete.retention.ms", "1",
                        "min.compaction.lag.ms", "0",
                        "max.compaction.lag.ms", "1",
                        "min.cleanable.dirty.ratio", "0.0",
                        "segment.ms", "500")
                .forEach((name, value) ->
                        changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        try (Admin admin = Admin.create(log.address().client(Map.of()))) {
            admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
        }
    }

    private boolean isOfTheDeletedOrder(String key) {
        return key.equals(new String(SampleMarts.lineKey(1, "P1"), StandardCharsets.UTF_8));
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                log.address().client(Map.of("isolation.level", "read_committed")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(
                    new TopicPartition(SampleMarts.SALES_LINES.topic(), 0),
                    new TopicPartition(SampleMarts.SALES_LINES.topic(), 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
            }
        }
        return keys;
    }

    private void sell(long order, long quantity) {
        log.begin();
        log.put(
                SampleMarts.SALES_LINES,
                SampleMarts.lineKey(order, "P1"),
                SampleMarts.line(order, "P1", 1, "2026-04-10T10:00:00Z", true, quantity, "0.10"));
        log.commit();
    }

    private static Object units(Warehouse warehouse) {
        try {
            return warehouse
                    .ask(warehouse.question(
                            "sales", Map.of("from", List.of("2026-04-01"), "to", List.of("2026-05-01"))))
                    .rows()
                    .get(0)
                    .get("units");
        } catch (DashboardUnavailable e) {
            return e.getMessage();
        }
    }

    private Warehouse open(Instant now) {
        return Warehouse.open(
                directory.resolve("warehouse"),
                log.address(),
                List.of(SampleMarts.salesDashboard()),
                List.of(SampleMarts.REGIONS),
                ZoneOffset.UTC,
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
