package shopstream.app.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** PostgreSQL's own programs, as the machine's package has them. */
public final class PostgresPrograms {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private PostgresPrograms() {}

    /** The folder of the newest version. @throws IllegalStateException when this machine has none */
    public static Path installed() {
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> versions = Files.list(INSTALLED)) {
                return versions.map(version -> version.resolve("bin"))
                        .filter(programs -> Files.isExecutable(programs.resolve("initdb"))
                                && Files.isExecutable(programs.resolve("psql")))
                        .max(Comparator.naturalOrder())
                        .orElseThrow(PostgresPrograms::none);
            } catch (IOException e) {
                throw new UncheckedIOException("The folder " + INSTALLED + " cannot be read: " + e.getMessage(), e);
            }
        }
        throw none();
    }

    private static IllegalStateException none() {
        return new IllegalStateException("no server below " + INSTALLED + " (on Debian: apt-get install postgresql)");
    }
}
