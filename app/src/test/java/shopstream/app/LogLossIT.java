package shopstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.NotedEnds;

class LogLossIT {
    private static final String SOURCE = "shop";
    private static final Instant NOW = Instant.parse("2026-11-29T19:20:21.5Z");

    @TempDir
    private Path root;

    @Test
    void whatWasBegunAndInterruptedIsFinishedByTheNextStart() throws IOException {
        try (DataDirectory directory = DataDirectory.open(root, ShopIdentity.DEMO);
                EmbeddedBroker broker = EmbeddedBroker.start(root.resolve("log"))) {
            LogAddress log = new LogAddress(broker.bootstrapServers(), Map.of(), "test", (short) 1);
            Files.writeString(root.resolve("log-loss"), "before-loss-x\nrows\nPartition 0 of a topic ends early\n");
            Files.createDirectories(root.resolve("before-loss-x/models"));
            Files.createDirectories(root.resolve("models/made-since"));
            Files.writeString(root.resolve("models.json"), "{}");

            LogLoss loss = found(directory, log).orElseThrow();
            loss.putAside();
            assertThat(root.resolve("models")).doesNotExist();
            assertThat(root.resolve("before-loss-x/models.json")).exists();
            assertThat(loss.sentence())
                    .contains("Partition 0 of a topic ends early", "All rows are read anew", "before-loss-x");
            assertThat(found(directory, log)).as("as long as it is not begun").isPresent();

            try (EventLog writer = new EventLog(log, SOURCE, List.of());
                    Completeness completeness = new Completeness(log)) {
                writer.beginSnapshot(Map.of());
                assertThat(writer.snapshot().needed()).isFalse();
                loss.begin(writer);
                assertThat(writer.snapshot().needed()).isTrue();
                assertThat(completeness.loggedTo()).isEmpty();
            }
            assertThat(root.resolve("log-loss")).doesNotExist();
            assertThat(found(directory, log)).isEmpty();
        }
    }

    private static Optional<LogLoss> found(DataDirectory directory, LogAddress log) {
        return LogLoss.in(directory, log, SOURCE, NotedEnds.UNKNOWN, NOW);
    }
}
