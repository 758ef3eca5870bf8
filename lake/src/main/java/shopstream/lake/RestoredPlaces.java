package shopstream.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** Up to which place in the source restored rows reach: the log may hold them too, and they must not come twice. */
final class RestoredPlaces {
    private RestoredPlaces() {}

    /** By partition of the topic, the newest place of rows that were restored; partitions without such rows are left out. */
    static Map<Integer, String> of(Table table) {
        Map<Integer, String> places = new HashMap<>();
        Schema columns = table.schema().select(HistorySchema.PARTITION, HistorySchema.POSITION, HistorySchema.OFFSET);
        // Files whose figures say that no place in them is negative are not even opened.
        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                .filter(Expressions.lessThan(HistorySchema.OFFSET, 0L))
                .planFiles()) {
            for (FileScanTask task : tasks) {
                read(table, task.file(), columns, places);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The restored rows of " + table.name() + " cannot be read", e);
        }
        return places;
    }

    private static void read(Table table, DataFile file, Schema columns, Map<Integer, String> places)
            throws IOException {
        try (CloseableIterable<Record> rows = Parquet.read(table.io().newInputFile(file))
                .project(columns)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(columns, type))
                .build()) {
            for (Record row : rows) {
                if ((Long) row.getField(HistorySchema.OFFSET) < 0) {
                    places.merge(
                            (Integer) row.getField(HistorySchema.PARTITION),
                            (String) row.getField(HistorySchema.POSITION),
                            (one, other) -> one.compareTo(other) > 0 ? one : other);
                }
            }
        }
    }
}
