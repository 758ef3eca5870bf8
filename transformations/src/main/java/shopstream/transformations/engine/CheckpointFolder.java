package shopstream.transformations.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/** The checkpoints of one job: {@code <directory>/<run>/chk-<number>/_metadata}, numbers growing across runs. */
public record CheckpointFolder(Path directory) {
    public record Checkpoint(Path path, long number, Instant taken) {
        /** The folder of the run that took it. */
        public Path run() {
            return path.getParent();
        }
    }

    public boolean exists() {
        return Files.isDirectory(directory);
    }

    /**
     * The newest one that is complete: its {@code _metadata} is written aside and renamed when everything else is there. One
     * that is empty all the same, as after a power cut, was complete once, and is damaged.
     */
    public Optional<Checkpoint> newest() {
        return children(directory).stream()
                .flatMap(run -> newest(run).stream())
                .max(Comparator.comparingLong(Checkpoint::number));
    }

    public Optional<Checkpoint> newest(Path run) {
        return children(run).stream()
                .filter(path -> path.getFileName().toString().matches("chk-\\d+"))
                .flatMap(path -> complete(path).stream())
                .max(Comparator.comparingLong(Checkpoint::number));
    }

    /** Drops what other runs have left; the run that goes on must have taken a checkpoint of its own. */
    public void keepOnly(Path run) {
        for (Path other : children(directory)) {
            if (!other.equals(run)) {
                delete(other);
            }
        }
    }

    public void create() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + directory + ": check its permissions", e);
        }
    }

    public void delete() {
        delete(directory);
    }

    public static List<Path> children(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder + ": check its permissions", e);
        }
    }

    private static Optional<Checkpoint> complete(Path path) {
        Path metadata = path.resolve("_metadata");
        try {
            return Optional.of(new Checkpoint(
                    path,
                    Long.parseLong(path.getFileName().toString().substring("chk-".length())),
                    Files.getLastModifiedTime(metadata).toInstant()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void delete(Path path) {
        try {
            FileUtils.deleteFileOrDirectory(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path + ": check its permissions", e);
        }
    }
}
