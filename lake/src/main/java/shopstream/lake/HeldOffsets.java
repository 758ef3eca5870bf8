package shopstream.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * Up to where a history holds each partition of its topic, told from its rows themselves. Rows are written in the order
 * of the log, so that the newest row of each partition says it. Of the files, only those are read that may hold it.
 */
final class HeldOffsets {
    private final Table table;
    private final int partitionId;
    private final int offsetId;
    private final Map<Integer, Long> newest = new HashMap<>();

    private HeldOffsets(Table table) {
        this.table = table;
        this.partitionId = table.schema().findField(HistorySchema.PARTITION).fieldId();
        this.offsetId = table.schema().findField(HistorySchema.OFFSET).fieldId();
    }

    /** By partition, the offset behind the newest row; partitions without a row are left out. */
    static Map<Integer, Long> of(Table table) {
        table.refresh();
        HeldOffsets held = new HeldOffsets(table);
        held.read();
        Map<Integer, Long> ends = new HashMap<>();
        // Restored rows have negative places: of this log nothing is held then.
        held.newest.forEach((partition, offset) -> ends.put(partition, Math.max(0, offset + 1)));
        return ends;
    }

    private void read() {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats().planFiles()) {
            tasks.forEach(task -> files.add(task.file()));
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + table.name() + " cannot be listed", e);
        }
        files.sort(Comparator.comparingLong(this::lastOffset).reversed());
        for (DataFile file : files) {
            if (mayHoldNewer(file)) {
                read(file);
            }
        }
    }

    private long lastOffset(DataFile file) {
        return Conversions.fromByteBuffer(
                Types.LongType.get(), file.upperBounds().get(offsetId));
    }

    private boolean mayHoldNewer(DataFile file) {
        int first = Conversions.fromByteBuffer(
                Types.IntegerType.get(), file.lowerBounds().get(partitionId));
        int last = Conversions.fromByteBuffer(
                Types.IntegerType.get(), file.upperBounds().get(partitionId));
        long offset = lastOffset(file);
        if (first == last) {
            newest.merge(first, offset, Math::max);
            return false;
        }
        for (int partition = first; partition <= last; partition++) {
            if (newest.getOrDefault(partition, Long.MIN_VALUE) < offset) {
                return true;
            }
        }
        return false;
    }

    private void read(DataFile file) {
        Schema columns = table.schema().select(HistorySchema.PARTITION, HistorySchema.OFFSET);
        try (CloseableIterable<Record> rows = Parquet.read(table.io().newInputFile(file))
                .project(columns)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(columns, type))
                .build()) {
            for (Record row : rows) {
                newest.merge(
                        (Integer) row.getField(HistorySchema.PARTITION),
                        (Long) row.getField(HistorySchema.OFFSET),
                        Math::max);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file.location() + " cannot be read", e);
        }
    }
}
