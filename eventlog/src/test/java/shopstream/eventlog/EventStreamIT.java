package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shopstream.eventlog.Fixture.everything;
import static shopstream.eventlog.Fixture.text;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.EventCheck;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.contracts.Verdict;
import shopstream.contracts.yaml.Problems;

class EventStreamIT extends LogOnABroker {
    private static final Instant TAKEN_IN = Instant.parse("2026-05-04T10:00:00.123Z");
    private static final EventContract CONTRACT = EventContractFiles.read(Path.of("../shop/contracts"), new Problems())
            .get(0);

    private static Verdict event(String name, String user, int at) {
        Map<String, Object> event = new HashMap<>(
                Map.of("messageId", "m" + at, "type", "track", "event", name, "userId", user, "receivedAt", TAKEN_IN));
        event.put("timestamp", Instant.parse("2020-01-01T00:00:00Z"));
        Position position = Position.streamed(1, 1, at, 0, 0);
        return new EventCheck(CONTRACT)
                .check(event, new Origin("web", position, TAKEN_IN, Operation.CREATE, "r1", "a test"));
    }

    private EventStream stream(LogAddress at) {
        return new EventStream(at, CONTRACT, Clock.fixed(TAKEN_IN, ZoneOffset.UTC));
    }

    @Test
    void anAcceptedEventIsDurableWhenItIsSaidToBeAndCarriesWhenItWasTakenIn() {
        try (EventStream stream = stream(address)) {
            stream.append(List.of(event("Cart Viewed", "u1", 1))).join();
            try (TopicReader reader = new TopicReader(address)) {
                int[] seen = {0};
                reader.everything(address.names().events("events"), record -> {
                    seen[0]++;
                    assertThat(text(record.key())).isEqualTo("{\"userId\":\"u1\"}");
                    assertThat(text(record.value())).contains("\"timestamp\":\"2020-01-01T00:00:00Z\"");
                    assertThat(record.timestamp()).isEqualTo(TAKEN_IN.toEpochMilli());
                    assertThat(RecordHeader.text(record.headers(), "source")).isEqualTo("web");
                    assertThat(RecordHeader.text(record.headers(), "contract")).isEqualTo("shop-events@1.0.0");
                    assertThat(RecordHeader.text(record.headers(), "transaction"))
                            .isEqualTo("r1");
                    assertThat(RecordHeader.text(record.headers(), "trace")).hasSize(36);
                });
                assertThat(seen[0]).isEqualTo(1);
            }
        }
    }

    @Test
    void eventsAreNeverDroppedAsTheSameKeyOrPlace() {
        try (EventStream stream = stream(address)) {
            stream.append(List.of(event("Cart Viewed", "u1", 1), event("Cart Viewed", "u1", 1)))
                    .join();
        }
        assertThat(everything(address, address.names().events("events"))).hasSize(2);
    }

    @Test
    void aRejectedEventStandsInTheQuarantineWithTheRuleItBreaks() {
        try (EventStream stream = stream(address)) {
            stream.append(List.of(event("Nothing Known", "u1", 1))).join();
        }
        assertThat(everything(address, address.names().events("events"))).isEmpty();
        assertThat(everything(address, address.names().quarantine()))
                .singleElement()
                .asString()
                .contains("\"source\":\"web\"", "\"rule\":\"allowed\"", "\"column\":\"event\"", "Nothing Known");
    }

    @Test
    void theWriterOfATableIsNotDisturbedByTheQuarantineOfEvents() {
        try (EventStream stream = stream(address);
                EventLog log = open()) {
            stream.append(List.of(event("Nothing Known", "u1", 1_000_000))).join();
            log.append(Fixture.row("items", 1, -10, Fixture.streamed(7)));
            log.flush();
            assertThat(log.counts().get("items").quarantined()).isEqualTo(1);
        }
        try (EventLog log = open()) {
            assertThat(log.counts().get("items").quarantined()).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidAndTheNextIsTriedAgain(@TempDir Path own) {
        LogAddress dying;
        EventStream stream;
        try (EmbeddedBroker broker = EmbeddedBroker.start(own)) {
            dying = new LogAddress(broker.bootstrapServers(), Map.of(), "dying", (short) 1);
            stream = stream(dying);
            stream.append(List.of(event("Cart Viewed", "u1", 1))).join();
        }
        try (stream) {
            assertThatThrownBy(() -> stream.append(List.of(event("Cart Viewed", "u1", 2)))
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(LogFailure.class)
                    .hasMessageContaining("tell them again");
        }
    }
}
