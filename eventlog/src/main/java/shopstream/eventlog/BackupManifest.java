package shopstream.eventlog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What a backup holds, written when all of it is there.
 *
 * @param format how the files are laid out
 * @param prefix of the topics
 * @param readAnew whether the source does not keep what came after the backup, so that all its rows have to be read anew
 * @param mark what could be marked at the moment of the backup
 */
public record BackupManifest(
        int format, BackupLabel label, String prefix, boolean readAnew, ProgressMark mark, List<CopiedTopic> topics) {
    static final int FORMAT = 1;
    private static final String FILE = "backup.json";
    private static final String UNFINISHED = ".part";

    /** Where a backup is written until it is complete. */
    public static Path unfinished(Path directory) {
        return directory.resolveSibling(directory.getFileName() + UNFINISHED);
    }

    /** @throws LogFailure when the directory is no backup, is not complete, or is of a newer format */
    public static BackupManifest of(Path directory) {
        BackupManifest manifest;
        try {
            manifest = Json.read(Files.readAllBytes(directory.resolve(FILE)), BackupManifest.class);
        } catch (NoSuchFileException missing) {
            if (directory.getFileName().toString().endsWith(UNFINISHED) || Files.isDirectory(unfinished(directory))) {
                throw new LogFailure("The backup " + directory + " was interrupted and is not complete.", missing);
            }
            throw new LogFailure(directory + " is no backup: it has no " + FILE + ".", missing);
        } catch (IOException | LogFailure unreadable) {
            throw new LogFailure(
                    "The list of what the backup holds cannot be read: " + directory.resolve(FILE) + " is damaged ("
                            + unreadable.getMessage() + ").",
                    unreadable);
        }
        if (manifest.format() > FORMAT) {
            throw new LogFailure("The backup " + directory + " was taken by Shopstream "
                    + manifest.label().program() + " in backup format " + manifest.format()
                    + "; this program knows formats up to " + FORMAT + ".");
        }
        return manifest;
    }

    /** Bytes of all records, before they were compressed. */
    public long bytes() {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToLong(CopiedTopic.Partition::bytes)
                .sum();
    }

    public long records() {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToLong(CopiedTopic.Partition::records)
                .sum();
    }

    /** Durable on return. */
    void write(Path directory) throws IOException {
        try (FileChannel file =
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = java.nio.ByteBuffer.wrap(Json.bytes(this));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }
}
