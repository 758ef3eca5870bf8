package shopstream.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Up to which place in the source restored rows reach: the log may hold them too, and they must not come twice. */
final class RestoredPlaces {
    private RestoredPlaces() {}

    /** By partition of the topic, the newest place of rows that were restored; partitions without such rows are left out. */
    static Map<Integer, String> of(Table table) {
        Map<Integer, String> places = new HashMap<>();
        Schema columns = table.schema().select(HistorySchema.PARTITION, HistorySchema.POSITION, HistorySchema.OFFSET);
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table)
                .where(Expressions.lessThan(HistorySchema.OFFSET, 0L))
                .project(columns)
                .build()) {
            for (Record row : rows) {
                places.merge(
                        (Integer) row.getField(HistorySchema.PARTITION),
                        (String) row.getField(HistorySchema.POSITION),
                        (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The restored rows of " + table.name() + " cannot be read", e);
        }
        return places;
    }
}
