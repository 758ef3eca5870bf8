package shopstream.ingestion.database;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Takes from values of PostgreSQL's {@code char(n)} the blanks that they are filled up with: they do not count there, and
 * would count in every comparison with a {@code varchar}. Loaded by Debezium by its name.
 */
public final class PaddedText implements CustomConverter<SchemaBuilder, RelationalColumn> {
    @Override
    public void configure(Properties settings) {
        // There is nothing to set.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        if (column.typeName().equals("bpchar")) {
            registration.register(SchemaBuilder.string().optional(), PaddedText::unpadded);
        }
    }

    private static String unpadded(Object value) {
        if (value == null) {
            return null;
        }
        // Whatever else stands for a value that was not sent.
        return value instanceof String text ? text.replaceFirst(" +$", "") : PostgresValues.UNCHANGED;
    }
}
