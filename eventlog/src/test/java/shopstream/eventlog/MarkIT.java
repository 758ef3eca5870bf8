package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.eventlog.Fixture.COMMITTED;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.everything;
import static shopstream.eventlog.Fixture.row;
import static shopstream.eventlog.Fixture.streamed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a log says of how far it goes. */
class MarkIT extends LogOnABroker {
    @Test
    void aSilentPartitionIsWokenWithItsLastRecordWhichNoMarkAndNoCountSees() {
        SetClock clock = new SetClock();
        ProgressMark before;
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS, clock, Optional.empty())) {
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
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS, clock, Optional.empty())) {
            assertThat(log.counts().get("items")).isEqualTo(new DatasetCounts(1, 1, 0, 0, 1));
            assertThat(log.mark(COMMITTED, "streaming").endOffsets()).isEqualTo(before.endOffsets());
        }
    }

    @Test
    void aClockThatIsSetBackAnHourLeavesNoPartitionAsleep() {
        SetClock clock = new SetClock();
        try (EventLog log = new EventLog(address, SOURCE, CONTRACTS, clock, Optional.empty())) {
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
