package shopstream.eventlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the broker's segments were when it stopped cleanly. Kafka trusts them then without a look, and would write on behind
 * what is left of a shorter one, where nobody could read it.
 */
final class SegmentSizes {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentSizes.class);
    private static final String CLEAN_STOP = ".kafka_cleanshutdown";
    private static final String FLUSHED_UP_TO = "recovery-point-offset-checkpoint";

    private final Path logs;
    private final Path file;

    /** @param logs the broker's own directory */
    SegmentSizes(Path logs, Path file) {
        this.logs = logs;
        this.file = file;
    }

    /** To be called when the broker has stopped. */
    void note() {
        try (Stream<Path> partitions = Files.walk(logs, 2)) {
            List<String> lines = new ArrayList<>();
            for (Path segment :
                    partitions.filter(path -> path.toString().endsWith(".log")).toList()) {
                lines.add(Files.size(segment) + " " + logs.relativize(segment));
            }
            Files.write(file, lines);
        } catch (IOException | RuntimeException unwritable) {
            LOG.warn("The sizes of the log's segments cannot be written down: {}", unwritable.getMessage());
        }
    }

    /** Has Kafka look at every record before it goes on, where a segment is shorter than it was. */
    void distrustWhatIsShorter() throws IOException {
        if (!Files.exists(file) || !Files.exists(logs.resolve(CLEAN_STOP))) {
            return;
        }
        Optional<String> shorter =
                Files.readAllLines(file).stream().filter(this::isShorter).findFirst();
        if (shorter.isPresent()) {
            LOG.warn("A segment of the log is shorter than it was ({}): every record is checked", shorter.get());
            Files.delete(logs.resolve(CLEAN_STOP));
            Files.deleteIfExists(logs.resolve(FLUSHED_UP_TO));
        }
    }

    private boolean isShorter(String line) {
        int space = line.indexOf(' ');
        Path segment = logs.resolve(line.substring(space + 1));
        try {
            return Files.exists(segment) && Files.size(segment) < Long.parseLong(line.substring(0, space));
        } catch (IOException unreadable) {
            return true;
        }
    }
}
