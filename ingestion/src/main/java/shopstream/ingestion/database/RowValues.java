package shopstream.ingestion.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Column;

/** Turns a value as Debezium hands it over into a plain Java value. */
@FunctionalInterface
interface RowValues {
    /** Stands for a value that the source has not sent although the column is there. */
    Object NOT_SENT = new Object();

    Object plain(Column column, Schema schema, Object value);

    /** The columns of the contract, by their names in the source; one that the record lacks is left out. */
    default Map<String, Object> of(Struct row, List<Column> columns) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : columns) {
            // Not the default that Connect would give for null: null is what stands there.
            Field field = row.schema().field(column.physicalName());
            if (field != null) {
                Object value = plain(column, field.schema(), row.getWithoutDefault(field.name()));
                if (value != NOT_SENT) {
                    values.put(column.physicalName(), value);
                }
            }
        }
        return values;
    }
}
