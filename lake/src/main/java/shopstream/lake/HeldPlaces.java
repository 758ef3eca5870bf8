package shopstream.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** Which place in the source the newest row of each partition is from. Of the files, only those are read that may hold it. */
final class HeldPlaces {
    private HeldPlaces() {}

    /** @param held by partition, the offset behind its newest row */
    static Map<Integer, String> of(Table table, Map<Integer, Long> held) {
        Map<Integer, String> places = new HashMap<>();
        Schema columns = table.schema().select(HistorySchema.PARTITION, HistorySchema.POSITION, HistorySchema.OFFSET);
        held.forEach((partition, end) -> {
            long offset = end - 1;
            Expression newest = Expressions.and(
                    Expressions.equal(HistorySchema.PARTITION, partition),
                    Expressions.equal(HistorySchema.OFFSET, offset));
            try (CloseableIterable<FileScanTask> tasks =
                    table.newScan().filter(newest).planFiles()) {
                for (FileScanTask task : tasks) {
                    try (CloseableIterable<Record> rows = Parquet.read(
                                    table.io().newInputFile(task.file()))
                            .project(columns)
                            .filter(newest)
                            .createReaderFunc(type -> GenericParquetReaders.buildReader(columns, type))
                            .build()) {
                        for (Record row : rows) {
                            if (partition.equals(row.getField(HistorySchema.PARTITION))
                                    && offset == (Long) row.getField(HistorySchema.OFFSET)) {
                                places.put(partition, (String) row.getField(HistorySchema.POSITION));
                            }
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The newest rows of " + table.name() + " cannot be read", e);
            }
        });
        return places;
    }
}
