package shopstream.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/**
 * Puts a copied lake into one that is empty. The log that goes on is another one than the rows came from, so that their
 * places in it mean nothing any more: they become negative, in their order, which keeps them apart from those to come.
 */
public final class LakeRestoration {
    private final Path backup;

    /** @param backup as {@link LakeBackup} made it */
    public LakeRestoration(Path backup) {
        this.backup = backup;
    }

    private record RowFile(Path path, String checksum, long rows) {}

    /** Reads every file and compares it with its checksum. @throws LakeProblem naming one that is damaged */
    public void verify() {
        for (Path table : Stream.of(backup, backup.resolve(LakeBackup.DELIVERED))
                .flatMap(folder -> tables(folder).stream())
                .toList()) {
            for (RowFile file : files(table)) {
                if (!Files.exists(file.path()) || !file.checksum().equals(checksum(file.path()))) {
                    throw new LakeProblem(
                            "The file " + file.path() + " is damaged or missing.",
                            "Take another backup, or delete the folder lake of this one: the history then begins anew.");
                }
            }
        }
    }

    /** Makes its tables in a lake that has none of them. @return how many rows they have */
    public long into(LakeAddress address) {
        long rows = 0;
        try (Lake lake = Lake.open(address)) {
            for (Path folder : tables(backup)) {
                Schema schema = SchemaParser.fromJson(text(folder.resolve(LakeBackup.SCHEMA)));
                HistoryTable history = lake.restored(
                        folder.getFileName().toString(),
                        schema,
                        PartitionSpecParser.fromJson(schema, text(folder.resolve(LakeBackup.PARTITIONS))),
                        text(folder.resolve(LakeBackup.COMMENT)));
                long largest = files(folder).stream()
                        .mapToLong(file -> largest(file, schema))
                        .max()
                        .orElse(-1);
                rows += fill(
                        history.table(),
                        schema,
                        files(folder),
                        row -> row.setField(
                                HistorySchema.OFFSET, (Long) row.getField(HistorySchema.OFFSET) - largest - 1));
            }
            for (Path folder : tables(backup.resolve(LakeBackup.DELIVERED))) {
                Schema schema = SchemaParser.fromJson(text(folder.resolve(LakeBackup.SCHEMA)));
                // What was delivered has no place in any log.
                rows += fill(lake.recommendations().table(), schema, files(folder), row -> {});
            }
        }
        return rows;
    }

    /** @param change made to each row */
    private static long fill(Table table, Schema schema, List<RowFile> files, Consumer<Record> change) {
        long rows = 0;
        List<DataFile> written;
        try {
            DividedRows divided = new DividedRows(table, "restored-");
            for (RowFile file : files) {
                try (CloseableIterable<Record> records = read(file, schema)) {
                    for (Record record : records) {
                        change.accept(record);
                        divided.write(record);
                        rows++;
                    }
                }
            }
            written = divided.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("The lake's " + table.name() + " cannot be restored: " + e.getMessage(), e);
        }
        long wanted = files.stream().mapToLong(RowFile::rows).sum();
        if (rows != wanted) {
            throw new IllegalStateException(
                    "Of " + wanted + " rows of " + table.name() + " " + rows + " are in the backup");
        }
        if (rows > 0) {
            AppendFiles append = table.newAppend();
            written.forEach(append::appendFile);
            append.commit();
        }
        return rows;
    }

    private static long largest(RowFile file, Schema written) {
        long largest = -1;
        try (CloseableIterable<Record> records = read(file, written.select(HistorySchema.OFFSET))) {
            for (Record record : records) {
                largest = Math.max(largest, (Long) record.getField(HistorySchema.OFFSET));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file.path() + " cannot be read", e);
        }
        return largest;
    }

    private static CloseableIterable<Record> read(RowFile file, Schema columns) {
        return Parquet.read(org.apache.iceberg.Files.localInput(file.path().toFile()))
                .project(columns)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(columns, type))
                .build();
    }

    private static List<Path> tables(Path backup) {
        if (!Files.isDirectory(backup)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(backup)) {
            return folders.filter(folder -> Files.exists(folder.resolve(LakeBackup.FILES)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The backup of the lake in " + backup + " cannot be read", e);
        }
    }

    private static List<RowFile> files(Path table) {
        List<RowFile> files = new ArrayList<>();
        for (String line : text(table.resolve(LakeBackup.FILES)).lines().toList()) {
            String[] words = line.split(" ");
            files.add(new RowFile(table.resolve(words[2]), words[0], Long.parseLong(words[1])));
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new LakeProblem(
                    "The file " + file + " of the lake's backup cannot be read.",
                    "Take another backup, or delete the folder lake of this one: the history then begins anew.",
                    e);
        }
    }

    private static String checksum(Path file) {
        MessageDigest digest = LakeBackup.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
