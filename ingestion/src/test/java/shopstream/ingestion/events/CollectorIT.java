package shopstream.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogAddress;

class CollectorIT {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final EventContract CONTRACT = EventContractFiles.read(Path.of("../shop/contracts"), new Problems())
            .get(0);

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static LogAddress address;
    private static EventStream stream;

    private final Collector collector = new Collector(CONTRACT, stream, CLOCK);

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory);
        address = new LogAddress(broker.bootstrapServers(), Map.of(), "test", (short) 1);
        stream = new EventStream(address, CONTRACT, CLOCK);
    }

    @AfterAll
    static void stop() {
        stream.close();
        broker.close();
    }

    private Judged take(String json, Call call) throws UnreadableBody {
        return collector.take(EventBody.read(json.replace('\'', '"').getBytes(UTF_8), call), call, EventSource.LOCAL);
    }

    @Test
    void whatIsAcceptedIsInTheLogWhenItIsAnswered() throws UnreadableBody {
        Judged judged = take(
                "{'event':'Product Viewed','messageId':'seen','userId':'u1','properties':{'product_id':'P1'}}",
                Call.TRACK);
        assertThat(judged).isEqualTo(new Judged(1, List.of()));
        assertThat(topic(address.names().events("events")))
                .filteredOn(record -> record.contains("\"messageId\":\"seen\""))
                .singleElement()
                .asString()
                .contains("\"event\":\"Product Viewed\"", "\"properties\":{\"product_id\":\"P1\"}");
    }

    @Test
    void oneBadEventDoesNotCondemnItsNeighboursAndTheAnswerSaysWhatWasWrong() throws UnreadableBody {
        Judged judged = take(
                "{'batch':[{'type':'track','event':'Cart Viewed','userId':'u2','messageId':'b1'},"
                        + "{'type':'track','event':'Product Veiwed','userId':'u2','messageId':'b2'},"
                        + "{'type':'page','name':'Home','anonymousId':'a','messageId':'b3'},"
                        + "{'type':'track','event':'Cart Viewed','messageId':'b4'},"
                        + "{'a':1,'a':2}]}",
                Call.BATCH);
        assertThat(judged.accepted()).isEqualTo(2);
        assertThat(judged.rejected())
                .extracting(Judged.Rejection::index, Judged.Rejection::messageId, Judged.Rejection::rule)
                .containsExactly(tuple(1, "b2", "allowed"), tuple(3, "b4", "required"), tuple(4, null, "duplicate"));
        assertThat(judged.rejected().get(0).reason())
                .isEqualTo("The event `Product Veiwed` is not known. Did you mean `Product Viewed`?");
        assertThat(judged.rejected().get(1).reason()).isEqualTo("One of userId, anonymousId has to be there.");
        assertThat(topic(address.names().quarantine()))
                .anyMatch(record -> record.contains("Product Veiwed") && record.contains("\"messageId\":\"b2\""));
        assertThat(topic(address.names().events("events")))
                .anyMatch(record -> record.contains("\"messageId\":\"b3\""))
                .noneMatch(record -> record.contains("\"messageId\":\"b2\""));
    }

    @Test
    void whatCameToWhatIsCountedBySource() throws UnreadableBody {
        take("{'event':'Cart Viewed','userId':'u'}", Call.TRACK);
        take("{'event':'Cart Veiwed','userId':'u'}", Call.TRACK);
        take("{'event':'Cart Viewed','userId':'u'}", Call.TRACK);
        assertThat(collector.counts().accepted()).isEqualTo(Map.of("web", 2L));
        assertThat(collector.counts().rejected()).isEqualTo(Map.of("web", 1L));
    }

    @Test
    void theSessionRecordOfAShopThatStreamsWholeSessionsIsTaken() throws UnreadableBody {
        Judged judged = take(
                "{'session_id':'lab1','customer_number':100,'city':'Washington','country':'USA','credit_limit':1000,"
                        + "'browse_history':[{'product_code':'P1','quantity':2,'in_shopping_cart':true},"
                        + "{'product_code':'P2','quantity':'1','in_shopping_cart':false}]}",
                Call.TRACK);
        assertThat(judged).isEqualTo(new Judged(1, List.of()));
        assertThat(topic(address.names().events("events")))
                .filteredOn(record -> record.contains("lab1"))
                .singleElement()
                .asString()
                .contains(
                        "\"userId\":\"100\"",
                        "\"products\":[{\"product_id\":\"P1\",\"quantity\":2,\"in_shopping_cart\":true},"
                                + "{\"product_id\":\"P2\",\"quantity\":1,\"in_shopping_cart\":false}]");
    }

    /** The values in a topic now. */
    private static List<String> topic(String name) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                address.client(Map.of("auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(new String(record.value(), UTF_8)));
            }
        }
        return values;
    }
}
