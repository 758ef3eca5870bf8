package shopstream.eventlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Copies what cannot be had again out of a log that is being written to: the places up to which sources were read, then
 * everything that was read up to a moment after. Read again from those places, what the copy has is dropped, and what it lacks
 * is appended. Marts are left out: they follow from the rest.
 */
public final class LogBackup {
    private final LogAddress log;
    private final LongConsumer copied;
    private long records;

    /** @param copied told the records copied so far, now and then */
    public LogBackup(LogAddress log, LongConsumer copied) {
        this.log = log;
        this.copied = copied;
    }

    /**
     * Writes a backup; the directory is there when all of it is, and not before.
     *
     * @param cut asks the log's writer where its topics end; see {@link EventLog#cut}
     * @param readAnew whether the source keeps what comes after only as long as somebody reads it
     * @throws LogFailure when the directory is there already, cannot be written, or the log does not answer
     */
    public BackupManifest take(Path directory, BackupLabel label, boolean readAnew, Supplier<ProgressMark> cut) {
        Path unfinished = BackupManifest.unfinished(directory);
        if (Files.exists(directory)) {
            throw new LogFailure(directory + " is there already.");
        }
        try {
            delete(unfinished);
            Files.createDirectories(unfinished);
            BackupManifest manifest = copy(unfinished, label, readAnew, cut);
            manifest.write(unfinished);
            sync(unfinished);
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
            sync(directory.toAbsolutePath().getParent());
            return manifest;
        } catch (IOException | UncheckedIOException failed) {
            discard(unfinished);
            throw new LogFailure(
                    "The backup cannot be written to " + directory + ": " + reason(failed)
                            + ". What was written has been removed.",
                    failed);
        }
    }

    private static String reason(Exception failed) {
        return failed instanceof UncheckedIOException wrapped
                ? wrapped.getCause().getMessage()
                : failed.getMessage();
    }

    private BackupManifest copy(Path directory, BackupLabel label, boolean readAnew, Supplier<ProgressMark> cut)
            throws IOException {
        try (Topics topics = new Topics(log);
                TopicReader reader = new TopicReader(log)) {
            List<String> wanted = new ArrayList<>(topics.named(log.names().everything()));
            wanted.removeIf(log.names()::isDerived);
            List<CopiedTopic> copies = new ArrayList<>();
            // Places first, the rest up to a later moment: a place that is too old is read again, one too new loses
            // rows.
            for (String topic : wanted.stream().filter(log.names()::isPlace).toList()) {
                copies.add(copy(topic, directory, topics, reader, Map.of()));
            }
            ProgressMark mark = cut.get();
            for (String topic :
                    wanted.stream().filter(name -> !log.names().isPlace(name)).toList()) {
                copies.add(copy(topic, directory, topics, reader, mark.endOffsets()));
            }
            return new BackupManifest(BackupManifest.FORMAT, label, log.prefix(), readAnew, mark, copies);
        }
    }

    private CopiedTopic copy(
            String topic, Path directory, Topics topics, TopicReader reader, Map<String, List<Long>> ends)
            throws IOException {
        Path folder = Files.createDirectories(directory.resolve(topic));
        List<RecordFile> files = new ArrayList<>();
        try {
            for (TopicPartition partition : reader.partitions(topic)) {
                files.add(RecordFile.create(folder.resolve(name(partition.partition()))));
            }
            List<Long> end = ends.getOrDefault(topic, List.of());
            reader.everything(topic, record -> {
                if (record.partition() < end.size() && record.offset() >= end.get(record.partition())) {
                    return;
                }
                try {
                    files.get(record.partition()).add(record);
                } catch (IOException full) {
                    throw new UncheckedIOException(full);
                }
                records++;
                if (records % 10_000 == 0) {
                    copied.accept(records);
                }
            });
            List<CopiedTopic.Partition> partitions = new ArrayList<>();
            for (int partition = 0; partition < files.size(); partition++) {
                partitions.add(files.get(partition).finish(topic + "/" + name(partition)));
                sync(folder.resolve(name(partition)));
            }
            sync(folder);
            copied.accept(records);
            return new CopiedTopic(topic, topics.settings(topic), partitions);
        } finally {
            for (RecordFile file : files) {
                file.close();
            }
        }
    }

    private static String name(int partition) {
        return partition + ".records.gz";
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void discard(Path directory) {
        try {
            delete(directory);
        } catch (IOException left) {
            throw new LogFailure(
                    "What was written to " + directory + " cannot be removed: " + left.getMessage() + ".", left);
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
