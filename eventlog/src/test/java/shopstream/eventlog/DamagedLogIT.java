package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.contract;
import static shopstream.eventlog.Fixture.everything;
import static shopstream.eventlog.Fixture.row;
import static shopstream.eventlog.Fixture.streamed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Contract;
import shopstream.contracts.Position;

/** A segment that is shorter than it was: what is missing is noticed, and read anew. */
class DamagedLogIT {
    private static final List<Contract> CONTRACTS = List.of(contract("items"));
    private static final int ROWS = 2_000;

    @TempDir
    private Path directory;

    @TempDir
    private Path beside;

    @Test
    void whatAPowerCutTookIsNoticedAndReadAnewToTheSameRows() throws IOException {
        write();
        // As it is after a power cut: no note of a clean end.
        Files.delete(topics().resolve(".kafka_cleanshutdown"));
        shorten();
        readAnew();
    }

    @Test
    void whatWasCutFromALogThatHadStoppedCleanlyIsNoticedToo() throws IOException {
        write();
        shorten();
        readAnew();
    }

    @Test
    void aWholeLogHasLostNothing() {
        write();
        with(address -> {
            try (EventLog log = open(address)) {
                assertThat(log.loss()).isEmpty();
                assertThat(log.snapshot().needed()).isFalse();
            }
        });
    }

    @Test
    void theBrokersOwnNoteTellsOfATopicThatNoMarkNames() throws IOException {
        String rows = "test.mart.sales.1a";
        with(address -> {
            try (Topics topics = new Topics(address)) {
                topics.ensureKeyed(rows, 1);
            }
            write(address, rows, 500);
        });
        cut(rows);
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            LogAddress address = new LogAddress(broker.bootstrapServers(), Map.of(), "test", (short) 1);
            assertThat(LostEnds.of(address, SOURCE, NotedEnds.UNKNOWN)).isEmpty();
            LostEnd lost = LostEnds.of(address, SOURCE, broker.noted()).get(0);
            assertThat(lost.topic()).isEqualTo(rows);
            assertThat(lost.written()).isEqualTo(500);
            assertThat(lost.ends()).isLessThan(500);
            assertThat(lost.followsFromTheLog(address.names())).isTrue();
        }
        with(address ->
                assertThat(LostEnds.of(address, SOURCE, NotedEnds.in(topics()))).isEmpty());
    }

    private static void write(LogAddress address, String topic, int records) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(address.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int record = 0; record < records; record++) {
                producer.send(new ProducerRecord<>(topic, 0, new byte[] {(byte) record}, new byte[100]));
                if (record % 100 == 0) {
                    producer.flush();
                }
            }
        }
    }

    private void write() {
        with(address -> {
            try (EventLog log = open(address)) {
                log.beginSnapshot(Map.of());
                log.endSnapshot("items");
                for (int id = 1; id <= ROWS; id++) {
                    log.append(row("items", id, id, streamed(id)));
                    if (id % 100 == 0) {
                        log.flush();
                    }
                }
                log.mark(Fixture.COMMITTED, "streaming");
                log.note(true);
            }
        });
    }

    /** With a note of what it knew, which must not be believed when it tells of more than there is. */
    private EventLog open(LogAddress address) {
        return new EventLog(address, SOURCE, CONTRACTS, Clock.systemUTC(), Optional.of(beside.resolve("known")));
    }

    private void readAnew() {
        with(address -> {
            try (EventLog log = open(address)) {
                assertThat(log.loss().orElseThrow()).contains("items", "ends at", "was written up to");
                assertThat(log.snapshot().needed()).isTrue();
                assertThat(log.counts().get("items").rows()).isLessThan(ROWS);
                assertThat(beside.resolve("known")).doesNotExist();
            }
            // Stopped before it came to that, it is still known.
            try (EventLog log = open(address)) {
                assertThat(log.snapshot().needed()).isTrue();
                log.beginSnapshot(Map.of());
                for (int id = 1; id <= ROWS; id++) {
                    log.append(row("items", id, id, Position.snapshot(2, 1, ROWS, 0, 0, id)));
                }
                log.endSnapshot("items");
                log.mark(Fixture.COMMITTED, "streaming");
                assertThat(log.counts().get("items").rows()).isEqualTo(ROWS);
            }
            assertThat(everything(address, address.names().dataset(SOURCE, "items")).stream()
                            .distinct())
                    .hasSize(ROWS);
            try (EventLog log = open(address)) {
                assertThat(log.snapshot().needed()).isFalse();
            }
        });
    }

    /** Half of the rows of one partition are gone, the last of the rest in its middle. */
    private void shorten() throws IOException {
        cut("test.shop.items");
    }

    private void cut(String topic) throws IOException {
        Path segment = topics().resolve(topic + "-0/00000000000000000000.log");
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private Path topics() {
        return directory.resolve("topics");
    }

    private void with(java.util.function.Consumer<LogAddress> work) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            work.accept(new LogAddress(broker.bootstrapServers(), Map.of(), "test", (short) 1));
        }
    }
}
