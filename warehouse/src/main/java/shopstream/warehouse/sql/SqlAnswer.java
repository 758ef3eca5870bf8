package shopstream.warehouse.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * An answer as a file, which is gone when this is closed.
 *
 * @param more whether there are more rows than were asked for
 * @param shownAt when what the marts show was copied; empty where the question reads none
 */
public record SqlAnswer(Path file, AnswerFormat format, long rows, boolean more, Optional<Instant> shownAt)
        implements AutoCloseable {
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
