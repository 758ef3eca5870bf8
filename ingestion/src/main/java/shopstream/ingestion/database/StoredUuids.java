package shopstream.ingestion.database;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Reads a UUID of MariaDB from its bytes, of which the log leaves out the zeros at the end. Debezium takes what is left for the
 * end of the number, so that one of 256 ids would be another. Loaded by Debezium by its name.
 */
public final class StoredUuids implements CustomConverter<SchemaBuilder, RelationalColumn> {
    private static final int BYTES = 16;

    @Override
    public void configure(Properties settings) {
        // There is nothing to set.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        if (column.typeName().equalsIgnoreCase("UUID")) {
            SchemaBuilder text = SchemaBuilder.string();
            registration.register(column.isOptional() ? text.optional() : text, StoredUuids::text);
        }
    }

    private static String text(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] stored) {
            ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(stored, BYTES));
            return new UUID(bytes.getLong(), bytes.getLong()).toString();
        }
        return value.toString();
    }
}
