package shopstream.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.StructLikeWrapper;

/** Writes the rows of many small files of a table into few large ones. No row is changed, added or left out. */
final class Compaction {
    /** Larger files stay as they are. */
    private static final long SMALL_BYTES = 64L << 20;

    /** Fewer of one partition are not worth it. */
    private static final int FEWEST = 5;

    /** Rows of one new file come from about so many bytes. */
    private static final long TARGET_BYTES = 256L << 20;

    private final Table table;

    Compaction(Table table) {
        this.table = table;
    }

    private record Place(int spec, StructLikeWrapper partition) {}

    /** @return how many files are fewer than before */
    int run() {
        table.refresh();
        Snapshot begin = table.currentSnapshot();
        if (begin == null) {
            return 0;
        }
        int fewer = 0;
        for (List<DataFile> group : groups()) {
            DataFile together = together(group);
            RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(begin.snapshotId());
            group.forEach(rewrite::deleteFile);
            rewrite.addFile(together).commit();
            fewer += group.size() - 1;
        }
        return fewer;
    }

    /** Small files of one partition each, in the order of the log, as many as make a large one. */
    private List<List<DataFile>> groups() {
        Map<Place, List<DataFile>> places = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                DataFile file = task.file();
                if (file.fileSizeInBytes() < SMALL_BYTES) {
                    StructLikeWrapper partition = StructLikeWrapper.forType(
                                    task.spec().partitionType())
                            .set(file.partition());
                    places.computeIfAbsent(new Place(file.specId(), partition), first -> new ArrayList<>())
                            .add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + table.name() + " cannot be listed", e);
        }
        List<List<DataFile>> groups = new ArrayList<>();
        for (List<DataFile> files : places.values()) {
            if (files.size() >= FEWEST) {
                files.sort(Comparator.comparing(DataFile::fileSequenceNumber));
                groups.addAll(divided(files));
            }
        }
        return groups;
    }

    private static List<List<DataFile>> divided(List<DataFile> files) {
        List<List<DataFile>> groups = new ArrayList<>();
        List<DataFile> group = new ArrayList<>();
        long bytes = 0;
        for (DataFile file : files) {
            group.add(file);
            bytes += file.fileSizeInBytes();
            if (bytes >= TARGET_BYTES) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = 0;
            }
        }
        if (group.size() > 1) {
            groups.add(group);
        }
        return groups;
    }

    private DataFile together(List<DataFile> files) {
        PartitionSpec spec = table.specs().get(files.get(0).specId());
        StructLike partition = files.get(0).partition();
        String name = "compacted-" + UUID.randomUUID() + ".parquet";
        String location = spec.isUnpartitioned()
                ? table.locationProvider().newDataLocation(name)
                : table.locationProvider().newDataLocation(spec, partition, name);
        long rows = 0;
        try {
            DataWriter<Record> writer = Parquet.writeData(table.io().newOutputFile(location))
                    .forTable(table)
                    .withSpec(spec)
                    .withPartition(partition)
                    .createWriterFunc(GenericParquetWriter::create)
                    .build();
            try (writer) {
                for (DataFile file : files) {
                    rows += copy(file, writer);
                }
            }
            long wanted = files.stream().mapToLong(DataFile::recordCount).sum();
            if (rows != wanted || writer.toDataFile().recordCount() != wanted) {
                throw new IllegalStateException("Of " + wanted + " rows of " + table.name() + " "
                        + writer.toDataFile().recordCount() + " were written; nothing is changed");
            }
            return writer.toDataFile();
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + table.name() + " cannot be put together", e);
        }
    }

    private long copy(DataFile file, DataWriter<Record> writer) throws IOException {
        long rows = 0;
        try (CloseableIterable<Record> records = Parquet.read(table.io().newInputFile(file))
                .project(table.schema())
                .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
                .build()) {
            for (Record record : records) {
                writer.write(record);
                rows++;
            }
        }
        return rows;
    }
}
