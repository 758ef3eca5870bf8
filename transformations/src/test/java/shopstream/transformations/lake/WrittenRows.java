package shopstream.transformations.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;
import shopstream.lake.HistorySchema;

/** The rows of a history, read with Iceberg itself, in the form of {@link LoggedChanges#history}. */
final class WrittenRows {
    private WrittenRows() {}

    static List<String> of(Table table) {
        List<String> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            records.forEach(record -> rows.add(shown(table, record)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.stream().sorted().toList();
    }

    private static String shown(Table table, Record record) {
        Map<String, Object> values = new HashMap<>();
        for (NestedField field : table.schema().columns()) {
            Object value = record.getField(field.name());
            if (!field.name().startsWith("__")) {
                values.put(field.name(), value instanceof OffsetDateTime time ? LocalDateTime.from(time) : value);
            }
        }
        OffsetDateTime committed = (OffsetDateTime) record.getField(HistorySchema.COMMIT_TIME);
        return record.getField(HistorySchema.OPERATION) + " " + committed.toInstant() + " "
                + LoggedChanges.shown(values);
    }
}
