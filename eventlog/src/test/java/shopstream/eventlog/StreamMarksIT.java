package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shopstream.contracts.EventCheck;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.contracts.Verdict;
import shopstream.contracts.yaml.Problems;

class StreamMarksIT extends LogOnABroker {
    private static final EventContract CONTRACT = EventContractFiles.read(Path.of("../shop/contracts"), new Problems())
            .get(0);

    private String topic;

    @BeforeEach
    void name() {
        topic = address.names().events(CONTRACT.dataset());
    }

    private static Verdict event(int at) {
        Instant now = Instant.parse("2026-05-04T10:00:00.123Z");
        Map<String, Object> event = new HashMap<>(
                Map.of("messageId", "m" + at, "type", "track", "event", "Cart Viewed", "userId", "u" + at));
        event.put("receivedAt", now);
        event.put("timestamp", now);
        return new EventCheck(CONTRACT)
                .check(
                        event,
                        new Origin("web", Position.streamed(1, 1, at, 0, 0), now, Operation.CREATE, "r1", "a test"));
    }

    private List<ProgressMark> marks() {
        List<ProgressMark> marks = new ArrayList<>();
        try (TopicReader reader = new TopicReader(address)) {
            reader.everything(
                    address.names().progress(), record -> marks.add(Json.read(record.value(), ProgressMark.class)));
        }
        return marks;
    }

    private List<Long> newestEnds() {
        List<ProgressMark> marks = marks();
        return marks.get(marks.size() - 1).endOffsets().get(topic);
    }

    private Map<TopicPartition, Long> ends(Completeness completeness) {
        return completeness.ends(List.of(topic));
    }

    @Test
    void aStreamIsCompleteUpToAMomentForWhoHasReadAllThatWasTakenInBefore() {
        try (EventStream stream = new EventStream(address, CONTRACT, Clock.systemUTC());
                StreamMarks marks = StreamMarks.start(address, stream, Clock.systemUTC());
                Completeness completeness = new Completeness(address)) {
            stream.append(List.of(event(1), event(2), event(3))).join();
            Instant durable = Instant.now();
            Map<TopicPartition, Long> all = ends(completeness);
            await().until(() -> isComplete(completeness, all, durable));
            Map<TopicPartition, Long> behind = new HashMap<>(all);
            behind.replaceAll((partition, end) -> Math.max(0, end - 1));
            assertThat(isComplete(completeness, behind, durable)).isFalse();
            Optional<Instant> before = completeness.completeTo(List.of(topic), all);
            stream.append(List.of(event(4))).join();
            Instant later = Instant.now();
            await().until(() -> isComplete(completeness, ends(completeness), later));
            assertThat(isComplete(completeness, all, later)).isFalse();
            assertThat(before).hasValueSatisfying(time -> assertThat(time).isBefore(later));
        }
    }

    private boolean isComplete(Completeness completeness, Map<TopicPartition, Long> read, Instant moment) {
        return completeness
                .completeTo(List.of(topic), read)
                .filter(time -> !time.isBefore(moment))
                .isPresent();
    }

    @Test
    void aStreamInWhichNothingHappensGoesOnBeingComplete() {
        try (EventStream stream = new EventStream(address, CONTRACT, Clock.systemUTC());
                StreamMarks marks = StreamMarks.start(address, stream, Clock.systemUTC());
                Completeness completeness = new Completeness(address)) {
            Instant now = Instant.now();
            await().until(() -> isComplete(completeness, Map.of(), now));
        }
    }

    @Test
    void aSilentPartitionIsWokenWithItsLastEventWhichNoMarkSees() {
        try (EventStream stream = new EventStream(address, CONTRACT, Clock.systemUTC());
                StreamMarks marks = StreamMarks.start(address, stream, Clock.systemUTC())) {
            stream.append(List.of(event(1))).join();
            await().until(() -> Fixture.everything(address, topic).size() > 1);
            assertThat(Fixture.everything(address, topic))
                    .containsOnly(Fixture.everything(address, topic).get(0));
            int before = marks().size();
            await().until(() -> marks().size() > before + 1);
            assertThat(newestEnds()).containsExactlyInAnyOrder(0L, 1L);
            stream.append(List.of(event(1))).join();
            await().until(() -> newestEnds().stream().anyMatch(end -> end >= 3));
        }
    }

    @Test
    void whatWasToldLastBeforeAStartWakesReadersToo() {
        try (EventStream before = new EventStream(address, CONTRACT, Clock.systemUTC())) {
            before.append(List.of(event(1), event(2))).join();
        }
        for (int start = 1; start <= 2; start++) {
            try (EventStream stream = new EventStream(address, CONTRACT, Clock.systemUTC());
                    StreamMarks marks = StreamMarks.start(address, stream, Clock.systemUTC())) {
                await().until(() -> Fixture.everything(address, topic).size() > 2);
                int told = marks().size();
                await().until(() -> marks().size() > told + 1);
                assertThat(newestEnds().stream().mapToLong(end -> end).sum()).isEqualTo(2);
            }
        }
    }

    @Test
    void whatWasClaimedOfEventsThatTheLogHasLostIsForgotten() {
        try (EventStream stream = new EventStream(address, CONTRACT, Clock.systemUTC())) {
            stream.append(List.of(event(1))).join();
            try (LogWriter writer = new LogWriter(address, topic)) {
                ProgressMark lost = new ProgressMark(
                        topic,
                        Instant.now(),
                        Instant.now(),
                        "taking events",
                        Map.of(topic, List.of(100L, 100L)),
                        Map.of(),
                        null,
                        OpenSnapshot.NEVER);
                try (Topics topics = new Topics(address)) {
                    topics.ensureInternal(address.names().progress());
                }
                writer.sendUncounted(
                        new ProducerRecord<>(address.names().progress(), 0, topic.getBytes(UTF_8), Json.bytes(lost)));
                writer.flush();
            }
            try (StreamMarks marks = StreamMarks.start(address, stream, Clock.systemUTC())) {
                await().until(() -> marks().size() > 2);
            }
            assertThat(marks()).extracting(ProgressMark::state).startsWith("taking events", Completeness.BEGUN_ANEW);
            assertThat(marks().get(2).state()).isEqualTo("taking events");
            try (StreamMarks again = StreamMarks.start(address, stream, Clock.systemUTC())) {
                int before = marks().size();
                await().until(() -> marks().size() > before);
            }
            assertThat(marks())
                    .filteredOn(mark -> mark.state().equals(Completeness.BEGUN_ANEW))
                    .hasSize(1);
        }
    }
}
