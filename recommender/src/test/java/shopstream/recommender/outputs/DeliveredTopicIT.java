package shopstream.recommender.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.Topics;
import shopstream.recommender.declared.CustomerTable;
import shopstream.recommender.learning.TopicPast;

@Timeout(120)
class DeliveredTopicIT {
    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("log"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static LogAddress log(String prefix) {
        return new LogAddress(broker.bootstrapServers(), Map.of(), prefix, (short) 1);
    }

    private static void deliver(LogAddress log, Path state, Instant now, MadeUpRecords records)
            throws InterruptedException {
        new DeliveryRun(
                        new OpenDeliveries(state),
                        records,
                        List.of(new DeliveredTopic(log)),
                        Clock.fixed(now, ZoneOffset.UTC))
                .run(words -> {});
    }

    /** The last value of each key as {@code RUN value}; a tombstone is {@code RUN null}. */
    private static Map<String, String> last(LogAddress log) {
        Map<String, String> last = new LinkedHashMap<>();
        try (TopicPast past = new TopicPast(log)) {
            past.newest(
                    log.names().recommendations(),
                    Long.MAX_VALUE,
                    record -> last.put(
                            new String(record.key(), UTF_8),
                            new String(
                                            record.headers()
                                                    .lastHeader(DeliveredTopic.RUN)
                                                    .value(),
                                            UTF_8) + " "
                                    + (record.value() == null ? null : new String(record.value(), UTF_8))));
        }
        return last;
    }

    @Test
    void theTopicHoldsTheNewestOfEachActiveCustomerAndATombstoneOfWhoIsGone(@TempDir Path state) throws Exception {
        LogAddress log = log("one");
        deliver(log, state, Instant.parse("2026-11-30T16:10:00Z"), new MadeUpRecords("7", "8"));
        assertThat(last(log))
                .containsOnlyKeys("7", "8")
                .containsEntry(
                        "7", "20261130T161000000Z " + MadeUpRecords.of("7", 1).line());
        deliver(log, state, Instant.parse("2026-11-30T17:10:00Z"), new MadeUpRecords("8", "9"));
        assertThat(last(log))
                .containsOnlyKeys("7", "8", "9")
                .containsEntry("7", "20261130T171000000Z null")
                .containsEntry(
                        "9", "20261130T171000000Z " + MadeUpRecords.of("9", 1).line());
    }

    @Test
    void aLogThatIsAwayIsSaidWithItsAddress(@TempDir Path state) {
        LogAddress nobody = new LogAddress(
                "localhost:1",
                Map.of("request.timeout.ms", "1000", "default.api.timeout.ms", "1500", "max.block.ms", "1000"),
                "two",
                (short) 1);
        assertThatThrownBy(() -> deliver(nobody, state, Instant.parse("2026-11-30T16:10:00Z"), new MadeUpRecords("7")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("To the topic two.recommendations: ")
                .hasMessageContaining("localhost:1");
    }

    @Test
    void detailsAreThoseOfTheNewestRowOfWhoIsAskedFor() {
        LogAddress log = log("three");
        String topic = log.names().dataset("shop", "customers");
        try (Topics topics = new Topics(log)) {
            topics.ensureKeyed(topic, 1);
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(log.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, topic, "7", "{'number':7,'town':'Nantes','land':'France','limit':'100.50'}");
            send(producer, topic, "8", "{'number':8,'town':'Bonn','land':' ','limit':'none'}");
            send(producer, topic, "9", "{'number':9,'town':'Rome','land':'Italy','limit':null}");
            send(producer, topic, "6", "{'number':6,'town':'Oslo','land':'Norway','limit':'1.00'}");
            send(producer, topic, "7", "{'number':7,'town':'Paris','land':'France','limit':'200.00'}");
            send(producer, topic, "9", null);
        }
        CustomerTable table = new CustomerTable(
                "customers",
                "number",
                "land",
                new CustomerTable.Details(Optional.of("town"), Optional.of("land"), Optional.of("limit")));

        assertThat(new CustomerRows(log, topic, table).of(Set.of("7", "8", "9")))
                .isEqualTo(Map.of(
                        "7",
                        new CustomerDetails(
                                Optional.of("Paris"), Optional.of("France"), Optional.of(new BigDecimal("200.00"))),
                        "8",
                        new CustomerDetails(Optional.of("Bonn"), Optional.empty(), Optional.empty())));
        assertThat(new CustomerRows(log, topic, new CustomerTable("customers", "number", "land")).of(Set.of("7")))
                .isEmpty();
        assertThat(new CustomerRows(log, "three.shop.nothing", table).of(Set.of("7")))
                .isEmpty();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, String number, String row) {
        producer.send(new ProducerRecord<>(
                topic,
                ("{\"number\":" + number + "}").getBytes(UTF_8),
                row == null ? null : row.replace('\'', '"').getBytes(UTF_8)));
    }
}
