package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.eventlog.Fixture.COMMITTED;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.deletion;
import static shopstream.eventlog.Fixture.everything;
import static shopstream.eventlog.Fixture.row;
import static shopstream.eventlog.Fixture.streamed;
import static shopstream.eventlog.Fixture.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import shopstream.contracts.Accepted;

class EventLogIT extends LogOnABroker {
    @Test
    void acceptedRowsStandInTheirTopicWithTheirHeadersAndCommitTime() {
        try (EventLog log = open()) {
            log.append(row("items", 1, 10, streamed(7)));
            log.flush();
        }
        try (TopicReader reader = new TopicReader(address)) {
            reader.everything(address.names().dataset(SOURCE, "items"), record -> {
                assertThat(text(record.key())).isEqualTo("{\"id\":1}");
                assertThat(text(record.value())).isEqualTo("{\"id\":1,\"price\":10}");
                assertThat(record.timestamp()).isEqualTo(COMMITTED.toEpochMilli());
                assertThat(RecordHeader.text(record.headers(), "source")).isEqualTo("shop");
                assertThat(RecordHeader.text(record.headers(), "position"))
                        .isEqualTo(streamed(7).toString());
                assertThat(RecordHeader.text(record.headers(), "commit_time")).isEqualTo("1767323045000000");
                assertThat(RecordHeader.text(record.headers(), "op")).isEqualTo("u");
                assertThat(RecordHeader.text(record.headers(), "contract")).isEqualTo("test-items@1.0.0");
                assertThat(RecordHeader.text(record.headers(), "transaction")).isEqualTo("0-1-7");
                assertThat(RecordHeader.text(record.headers(), "trace")).hasSize(36);
            });
        }
    }

    @Test
    void whatAPartitionHasAlreadyIsDropped() {
        try (EventLog log = open()) {
            appendThree(log);
            appendThree(log);
            assertThat(log.counts().get("items")).isEqualTo(new DatasetCounts(3, 2, 1, 0, 2));
        }
        // Read again from the start after a restart without any mark, and then on.
        try (EventLog log = open()) {
            appendThree(log);
            log.append(row("items", 4, 10, streamed(4)));
            log.flush();
            assertThat(log.counts().get("items")).isEqualTo(new DatasetCounts(4, 3, 1, 0, 3));
        }
        assertThat(everything(address, address.names().dataset(SOURCE, "items")))
                .hasSize(3);
        assertThat(everything(address, address.names().quarantine())).hasSize(1);
    }

    @Test
    void countsGoOnFromTheNewestMarkAndTheTailBehindIt() {
        try (EventLog log = open()) {
            appendThree(log);
            log.mark(COMMITTED, "streaming");
            log.append(row("items", 4, 10, streamed(4)));
            log.append(deletion("items", 1, streamed(5)));
            log.append(row("others", 1, -1, streamed(6)));
        }
        try (EventLog log = open()) {
            assertThat(log.counts())
                    .containsEntry("items", new DatasetCounts(5, 4, 1, 0, 2))
                    .containsEntry("others", new DatasetCounts(1, 0, 1, 0, 0));
        }
    }

    @Test
    void aRejectedUpdateLeavesItsRowStaleUntilALaterVersionIsAcceptedOrDeleted() {
        try (EventLog log = open()) {
            log.append(row("items", 1, 10, streamed(1)));
            log.append(row("items", 2, 10, streamed(2)));
            log.append(row("items", 1, -1, streamed(3)));
            log.append(row("items", 2, -1, streamed(4)));
            log.append(row("items", 3, -1, streamed(5)));
            assertThat(log.counts().get("items").stale()).isEqualTo(2);
        }
        try (EventLog log = open()) {
            assertThat(log.counts().get("items").stale()).isEqualTo(2);
            log.append(row("items", 1, 11, streamed(6)));
            assertThat(log.counts().get("items").stale()).isEqualTo(1);
            log.append(deletion("items", 2, streamed(7)));
            assertThat(log.counts().get("items").stale()).isZero();
        }
        try (EventLog log = open()) {
            assertThat(log.counts().get("items")).isEqualTo(new DatasetCounts(7, 4, 3, 0, 1));
        }
    }

    @Test
    void theNoteThatAKillLeftOutIsAddedAtTheNextStart() {
        try (EventLog log = open()) {
            log.append(row("items", 1, 10, streamed(1)));
            log.append(row("items", 1, -1, streamed(2)));
        }
        // The row of a writer that was killed before it noted in the quarantine that its row is no longer stale.
        String topic = address.names().dataset(SOURCE, "items");
        Accepted later = (Accepted) row("items", 1, 11, streamed(3));
        byte[] position = later.origin().position().toString().getBytes(StandardCharsets.UTF_8);
        try (TopicReader reader = new TopicReader(address);
                KafkaProducer<byte[], byte[]> killed = new KafkaProducer<>(
                        address.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            reader.everything(
                    topic,
                    earlier -> killed.send(new ProducerRecord<>(
                            topic,
                            earlier.partition(),
                            earlier.timestamp(),
                            later.key(),
                            later.value(),
                            RecordHeader.of(later, position, COMMITTED))));
        }
        for (int start = 1; start <= 2; start++) {
            try (EventLog log = open()) {
                assertThat(log.counts().get("items")).isEqualTo(new DatasetCounts(3, 2, 1, 0, 1));
            }
            assertThat(everything(address, address.names().quarantine()))
                    .hasSize(2)
                    .last()
                    .isEqualTo("{\"id\":1} -> null");
        }
    }

    @Test
    void theQuarantineKeepsTheOriginalWithItsPlaceAndTheBrokenRule() {
        try (EventLog log = open()) {
            log.append(row("items", 1, -5, streamed(9)));
        }
        assertThat(everything(address, address.names().quarantine()))
                .singleElement()
                .asString()
                .startsWith("{\"id\":1} -> {")
                .contains("\"rule\":\"minimum\"")
                .contains("\"column\":\"price\"")
                .contains("\"value\":\"-5\"")
                .contains("\"original\":{\"id\":1,\"price\":-5}")
                .contains("\"stale\":false")
                .contains("\"position\":\"" + streamed(9) + "\"");
    }

    private static void appendThree(EventLog log) {
        log.append(row("items", 1, 10, streamed(1)));
        log.append(row("items", 2, 10, streamed(2)));
        log.append(row("items", 3, -1, streamed(3)));
    }
}
