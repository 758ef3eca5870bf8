package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.everything;
import static shopstream.eventlog.Fixture.row;
import static shopstream.eventlog.Fixture.streamed;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.contracts.Position;

/** What a log keeps of a snapshot, and what one that is read again does to it. */
class SnapshotIT extends LogOnABroker {
    @Test
    void keysThatANewSnapshotDoesNotFindGetTombstonesEvenWhenItIsInterrupted() {
        try (EventLog log = open()) {
            assertThat(log.snapshot().needed()).isTrue();
            log.beginSnapshot(Map.of());
            for (long id = 1; id <= 5; id++) {
                log.appendRow(row("items", id, 10, Position.snapshot(1, 1, 100, 0, 0, id)));
            }
            log.endSnapshot("items");
            log.append(row("items", 6, 10, Position.streamed(1, 1, 200, 0, 0)));
        }
        try (EventLog log = open()) {
            assertThat(log.epoch()).isEqualTo(1);
            log.beginSnapshot(Map.of());
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
            log.beginSnapshot(Map.of());
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
            log.beginSnapshot(Map.of());
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
}
