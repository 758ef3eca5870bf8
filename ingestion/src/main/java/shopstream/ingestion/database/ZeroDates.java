package shopstream.ingestion.database;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.sql.Timestamp;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Lets a zero date of MariaDB or MySQL ({@code 0000-00-00}) in a NOT NULL column arrive as what it is. Debezium reads it as
 * null and then puts the column's default or 1970-01-01 in its place, which looks like a date that somebody entered. Loaded
 * by Debezium by its name. In nullable columns a zero date stays null.
 */
public final class ZeroDates implements CustomConverter<SchemaBuilder, RelationalColumn> {
    /** The schema of a day, or of a time without a zone, as ISO text. */
    static final String DAY = "shopstream.Day";

    static final String TIME = "shopstream.LocalTime";

    /** What stands for every date that has a zero in it; which one it was is not told. */
    static final String ZERO = "0000-00-00";

    @Override
    public void configure(Properties settings) {
        // There is nothing to set.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        String type = column.typeName().toUpperCase(Locale.ROOT);
        if (!column.isOptional() && type.equals("DATE")) {
            registration.register(SchemaBuilder.string().name(DAY), ZeroDates::text);
        } else if (!column.isOptional() && type.startsWith("DATETIME")) {
            registration.register(SchemaBuilder.string().name(TIME), ZeroDates::text);
        }
    }

    private static String text(Object value) {
        if (value == null) {
            return ZERO;
        }
        return value instanceof Timestamp time ? time.toLocalDateTime().toString() : value.toString();
    }
}
