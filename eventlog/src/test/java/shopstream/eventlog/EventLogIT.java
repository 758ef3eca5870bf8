package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.eventlog.Fixture.COMMITTED;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.contract;
import static shopstream.eventlog.Fixture.deletion;
import static shopstream.eventlog.Fixture.everything;
import static shopstream.eventlog.Fixture.row;
import static shopstream.eventlog.Fixture.streamed;
import static shopstream.eventlog.Fixture.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Accepted;
import shopstream.contracts.Contract;
import shopstream.contracts.Position;

class EventLogIT {
    private static final AtomicInteger INSTALLATIONS = new AtomicInteger();
    private static final List<Contract> CONTRACTS = List.of(contract("items"), contract("others"));

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private LogAddress address;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void ownPrefix() {
        address = new LogAddress(
                broker.bootstrapServers(), Map.of(), "test" + INSTALLATIONS.incrementAndGet(), (short) 1);
    }

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

    @Test
    void keysThatANewSnapshotDoesNotFindGetTombstonesEvenWhenItIsInterrupted() {
        try (EventLog log = open()) {
            assertThat(log.snapshot().needed()).isTrue();
            log.beginSnapshot();
            for (long id = 1; id <= 5; id++) {
                log.appendRow(row("items", id, 10, Position.snapshot(1, 1, 100, 0, 0, id)));
            }
            log.endSnapshot("items");
            log.append(row("items", 6, 10, Position.streamed(1, 1, 200, 0, 0)));
        }
        try (EventLog log = open()) {
            assertThat(log.epoch()).isEqualTo(1);
            log.beginSnapshot();
            log.appendRow(row("items", 1, 12, Position.snapshot(2, 1, 300, 0, 0, 1)));
            log.appendRow(row("items", 2, -1, Position.snapshot(2, 1, 300, 0, 0, 2)));
        }
        try (EventLog log = open()) {
            assertThat(log.snapshot().tables()).containsKey("items");
            assertThat(log.appendRow(row("items", 1, 12, Position.snapshot(2, 1, 300, 0, 1, 1))))
                    .isFalse();
            log.appendRow(row("items", 6, 12, Position.snapshot(2, 1, 300, 0, 1, 3)));
            log.endSnapshot("items");
            // Row 2 was met, though rejected: its older version stays, and is stale.
            assertThat(log.counts().get("items")).isEqualTo(new DatasetCounts(9, 8, 1, 1, 3));
        }
        try (EventLog log = open()) {
            assertThat(log.counts().get("items")).isEqualTo(new DatasetCounts(9, 8, 1, 1, 3));
            assertThat(log.snapshot().tables()).doesNotContainKey("items");
        }
        assertThat(everything(address, address.names().dataset(SOURCE, "items")))
                .contains("{\"id\":3} -> null", "{\"id\":4} -> null", "{\"id\":5} -> null")
                .doesNotContain("{\"id\":1} -> null", "{\"id\":2} -> null", "{\"id\":6} -> null");
    }

    @Test
    void aRowThatIsReadAfterAChangeOfItWasAppendedChangesNothing() {
        try (EventLog log = open()) {
            log.beginSnapshot();
            log.append(row("items", 1, 20, Position.streamed(1, 1, 100, 0, 0)));
            log.append(row("items", 2, -1, Position.streamed(1, 1, 100, 1, 0)));
            assertThat(log.appendRow(row("items", 1, 10, Position.snapshot(1, 1, 200, 0, 0, 1))))
                    .isFalse();
            // The change was refused, so the row is the newest that there is.
            assertThat(log.appendRow(row("items", 2, 10, Position.snapshot(1, 1, 200, 0, 0, 2))))
                    .isTrue();
            log.endSnapshot("items");
        }
        assertThat(everything(address, address.names().dataset(SOURCE, "items")))
                .containsExactlyInAnyOrder(
                        "{\"id\":1} -> {\"id\":1,\"price\":20}", "{\"id\":2} -> {\"id\":2,\"price\":10}");
    }

    @Test
    void aTruncationThatIsReadAgainSparesTheRowsThatCameAfterIt() {
        try (EventLog log = open()) {
            log.append(row("items", 1, 10, streamed(1)));
            log.truncate("items", streamed(2));
            log.append(row("items", 2, 10, streamed(3)));
        }
        try (EventLog log = open()) {
            log.truncate("items", streamed(2));
            assertThat(log.counts().get("items").rows()).isEqualTo(1);
        }
        assertThat(everything(address, address.names().dataset(SOURCE, "items")))
                .contains("{\"id\":1} -> null")
                .doesNotContain("{\"id\":2} -> null");
    }

    @Test
    void howFarASnapshotHasComeIsKept() {
        try (EventLog log = open()) {
            log.beginSnapshot();
            log.advanceSnapshot("items", new OpenSnapshot.Table(List.of("7", "x"), 7));
            log.keepSnapshot();
        }
        try (EventLog log = open()) {
            assertThat(log.snapshot().epoch()).isEqualTo(1);
            assertThat(log.snapshot().needed()).isFalse();
            assertThat(log.snapshot().tables().get("items")).isEqualTo(new OpenSnapshot.Table(List.of("7", "x"), 7));
            log.needSnapshot();
        }
        try (EventLog log = open()) {
            assertThat(log.snapshot().needed()).isTrue();
        }
    }

    @Test
    void aSilentPartitionIsWokenWithItsLastRecordWhichNoMarkAndNoCountSees() {
        SetClock clock = new SetClock();
        ProgressMark before;
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS, clock)) {
            log.append(row("items", 1, 10, streamed(1)));
            before = log.mark(COMMITTED, "streaming");
            log.wakeSilentTopics();
            log.flush();
            assertThat(everything(address, address.names().dataset(SOURCE, "items")))
                    .hasSize(1);
            clock.now = clock.now.plusMillis(450);
            log.wakeSilentTopics();
            log.wakeSilentTopics();
            assertThat(log.mark(COMMITTED, "streaming").endOffsets()).isEqualTo(before.endOffsets());
        }
        assertThat(everything(address, address.names().dataset(SOURCE, "items")))
                .containsExactly("{\"id\":1} -> {\"id\":1,\"price\":10}", "{\"id\":1} -> {\"id\":1,\"price\":10}");
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS, clock)) {
            assertThat(log.counts().get("items")).isEqualTo(new DatasetCounts(1, 1, 0, 0, 1));
            assertThat(log.mark(COMMITTED, "streaming").endOffsets()).isEqualTo(before.endOffsets());
        }
    }

    @Test
    void aClockThatIsSetBackAnHourLeavesNoPartitionAsleep() {
        SetClock clock = new SetClock();
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS, clock)) {
            log.append(row("items", 1, 10, streamed(1)));
            log.flush();
            clock.now = clock.now.minusSeconds(3_600);
            log.wakeSilentTopics();
            clock.now = clock.now.plusMillis(450);
            log.wakeSilentTopics();
        }
        assertThat(everything(address, address.names().dataset(SOURCE, "items")))
                .hasSize(2);
    }

    @Test
    void aMarkSaysWhatHasBeenSeen() {
        try (EventLog log = open()) {
            assertThat(log.mark(null, "snapshot").lastChangeSeen()).isNull();
            log.append(row("items", 1, 10, streamed(1)));
            ProgressMark mark = log.mark(COMMITTED.plusSeconds(1), "streaming");
            assertThat(mark.lastChangeSeen()).isEqualTo(COMMITTED);
            assertThat(mark.endOffsets().get(address.names().dataset(SOURCE, "items")))
                    .containsExactlyInAnyOrder(0L, 1L);
        }
        List<ProgressMark> marks = new ArrayList<>();
        try (TopicReader reader = new TopicReader(address)) {
            reader.everything(
                    address.names().progress(), record -> marks.add(Json.read(record.value(), ProgressMark.class)));
        }
        assertThat(marks).hasSize(2).last().satisfies(mark -> {
            assertThat(mark.sourceTime()).isEqualTo(COMMITTED.plusSeconds(1));
            assertThat(mark.counts().get("items").accepted()).isEqualTo(1);
        });
    }

    private EventLog open() {
        return new EventLog(address, SOURCE, CONTRACTS);
    }

    private static void appendThree(EventLog log) {
        log.append(row("items", 1, 10, streamed(1)));
        log.append(row("items", 2, 10, streamed(2)));
        log.append(row("items", 3, -1, streamed(3)));
    }

    /** A clock that a test sets. */
    private static final class SetClock extends Clock {
        private Instant now = COMMITTED.plus(Duration.ofHours(1));

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
