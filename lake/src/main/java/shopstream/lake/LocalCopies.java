package shopstream.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;

/**
 * Files of a lake as this machine's programs can read them. What is kept elsewhere is copied once: a file of the lake is
 * never changed, so that its address says what is in it. What was not used for longest leaves when there is too much, but
 * not within an hour: a program, of this process or another, may be reading it. For use by several threads.
 */
final class LocalCopies {
    private static final Duration IN_USE = Duration.ofHours(1);

    private final Path directory;
    private final long mostBytes;
    private final Clock clock;

    /** @param mostBytes of all copies together, as long as none has to stay that is in use */
    LocalCopies(Path directory, long mostBytes, Clock clock) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** Where a file can be read. */
    Path of(String location, FileIO io) {
        if (io instanceof LocalFiles) {
            return LocalFiles.path(location);
        }
        String name = UUID.nameUUIDFromBytes(location.getBytes(UTF_8)) + ".parquet";
        Path copy = directory.resolve(name);
        try {
            if (!used(copy)) {
                Files.createDirectories(directory);
                Path unfinished = Files.createTempFile(directory, name, ".part");
                try (InputStream in = io.newInputFile(location).newStream()) {
                    Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(unfinished);
                }
                used(copy);
                tidy();
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + location + " cannot be copied to " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Notes that a copy is used, where there is one. */
    private boolean used(Path copy) throws IOException {
        try {
            Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    private record Copy(Path path, long bytes, Instant used) {}

    private void tidy() throws IOException {
        List<Copy> copies = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                try {
                    copies.add(new Copy(
                            file,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
                } catch (NoSuchFileException gone) {
                    continue;
                }
            }
        }
        long bytes = copies.stream().mapToLong(Copy::bytes).sum();
        copies.sort(Comparator.comparing(Copy::used));
        for (Copy copy : copies) {
            if (bytes <= mostBytes || copy.used().isAfter(clock.instant().minus(IN_USE))) {
                return;
            }
            Files.deleteIfExists(copy.path());
            bytes -= copy.bytes();
        }
    }
}
