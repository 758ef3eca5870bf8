package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.eventlog.Fixture.COMMITTED;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.deletion;
import static shopstream.eventlog.Fixture.row;
import static shopstream.eventlog.Fixture.streamed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Position;

class StateNoteIT extends LogOnABroker {
    private static final int KEYS = 60;

    @TempDir
    private Path directory;

    @Test
    void whatIsKnownWithANoteIsWhatTheWholeLogTells() {
        Random random = new Random(20261130);
        int position = 0;
        boolean everNoted = false;
        for (int stop = 0; stop < 12; stop++) {
            try (EventLog log = noted()) {
                for (int change = 0; change < 150; change++) {
                    position++;
                    String dataset = random.nextBoolean() ? "items" : "others";
                    int id = random.nextInt(KEYS);
                    int kind = random.nextInt(10);
                    log.append(
                            kind < 3
                                    ? deletion(dataset, id, streamed(position))
                                    : row(dataset, id, kind == 3 ? -1 : position, streamed(position)));
                    if (random.nextInt(60) == 0) {
                        log.mark(COMMITTED, "streaming");
                    }
                    if (random.nextInt(100) == 0) {
                        log.note(true);
                    }
                }
                log.flush();
                everNoted |= Files.exists(file());
            }
            assertThat(known(true)).as("stop %d", stop).isEqualTo(known(false));
        }
        assertThat(everNoted).isTrue();
    }

    @Test
    void onlyWhatStandsBehindItIsRead() {
        write(100);
        long[] read = new long[2];
        for (int noted = 0; noted < 2; noted++) {
            try (TopicReader reader = new TopicReader(address);
                    Topics topics = new Topics(address)) {
                Recovery recovery =
                        recovery(reader, topics, noted == 1 ? Optional.of(new StateNote(file())) : Optional.empty());
                recovery.state(CONTRACTS);
                read[noted] = recovery.recordsRead();
            }
        }
        assertThat(read[0]).isEqualTo(100);
        assertThat(read[1]).isBetween(1L, 4L);
    }

    @Test
    void whatWasMetByAnOpenSnapshotIsKnownFromTheLog() {
        write(100);
        try (EventLog log = noted()) {
            log.beginSnapshot(Map.of());
            log.note(true);
            for (int id = 2; id <= 40; id += 2) {
                log.append(row("items", id, 5, Position.snapshot(2, 1, 100, 0, 0, id)));
            }
            log.endSnapshot("others");
            log.mark(null, Recovery.SNAPSHOT);
            log.note(true);
        }
        try (EventLog log = noted()) {
            log.endSnapshot("items");
            assertThat(log.counts().get("items").rows()).isEqualTo(20);
            assertThat(log.counts().get("others").rows()).isZero();
        }
    }

    @Test
    void aDamagedOneIsPassedOver() throws IOException {
        write(100);
        byte[] bytes = Files.readAllBytes(file());
        // A key among others, and the sum.
        for (int before : new int[] {1000, 1}) {
            byte[] damaged = bytes.clone();
            damaged[bytes.length - before] ^= 0x7F;
            Files.write(file(), damaged);
            try (TopicReader reader = new TopicReader(address);
                    Topics topics = new Topics(address)) {
                Recovery recovery = recovery(reader, topics, Optional.of(new StateNote(file())));
                recovery.state(CONTRACTS);
                assertThat(recovery.recordsRead()).isEqualTo(100);
            }
        }
        Files.write(file(), Arrays.copyOf(bytes, 5));
        assertThat(known(true)).isEqualTo(known(false));
    }

    @Test
    void oneOfTopicsThatWereMadeAnewIsPassedOver() {
        write(100);
        try (Topics topics = new Topics(address)) {
            topics.delete(List.of(address.names().dataset(SOURCE, "items")));
        }
        try (EventLog log = open()) {
            for (int id = 1; id <= 200; id++) {
                log.append(row("items", -id, id, streamed(1000 + id)));
            }
            log.flush();
        }
        assertThat(known(true)).isEqualTo(known(false));
    }

    private void write(int rows) {
        try (EventLog log = noted()) {
            log.beginSnapshot(Map.of());
            log.endSnapshot("items");
            log.endSnapshot("others");
            for (int id = 1; id <= rows; id++) {
                log.append(row(id % 2 == 0 ? "items" : "others", id, id, streamed(id)));
            }
            log.mark(COMMITTED, "streaming");
            log.note(true);
        }
        assertThat(file()).exists();
    }

    private Recovery recovery(TopicReader reader, Topics topics, Optional<StateNote> note) {
        TopicNames names = address.names();
        List<String> written =
                List.of(names.quarantine(), names.dataset(SOURCE, "items"), names.dataset(SOURCE, "others"));
        return new Recovery(SOURCE, names, reader, 0, note, topics.ids(written));
    }

    private EventLog noted() {
        return new EventLog(address, SOURCE, CONTRACTS, Clock.systemUTC(), Optional.of(file()));
    }

    private Path file() {
        return directory.resolve("known");
    }

    /** All that can be asked of a writer that has just begun. */
    private List<Object> known(boolean withNote) {
        try (EventLog log = withNote ? noted() : open()) {
            return List.of(
                    log.counts(), log.epoch(), log.newestPosition(), log.cut().endOffsets(), log.snapshot());
        }
    }
}
