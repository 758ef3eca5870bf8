package shopstream.warehouse.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.duckdb.DuckDBAppender;

/** How a mart column's JSON becomes a value of its DuckDB type. Decimals never pass through floating point. */
enum ColumnFormat {
    WHOLE,
    DECIMAL,
    REAL,
    TEXT,
    FLAG,
    DAY,
    MOMENT;

    private static final DateTimeFormatter MOMENT_TEXT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    /** @throws WarehouseException for a type that is not known here */
    static ColumnFormat of(String sqlType) {
        String type = sqlType.toUpperCase(Locale.ROOT).replaceFirst("\\(.*", "").strip();
        return switch (type) {
            case "BIGINT", "INTEGER", "INT", "SMALLINT", "TINYINT" -> WHOLE;
            case "DECIMAL", "NUMERIC" -> DECIMAL;
            case "DOUBLE", "FLOAT" -> REAL;
            case "VARCHAR", "STRING", "TEXT", "CHAR" -> TEXT;
            case "BOOLEAN" -> FLAG;
            case "DATE" -> DAY;
            case "TIMESTAMPTZ", "TIMESTAMP_LTZ", "TIMESTAMP WITH TIME ZONE" -> MOMENT;
            default ->
                throw new WarehouseException("The warehouse does not know the type " + sqlType
                        + "; use BIGINT, DECIMAL(p,s), DOUBLE, VARCHAR, BOOLEAN, DATE or TIMESTAMPTZ");
        };
    }

    /** The column's type in DuckDB. */
    static String duckType(String sqlType) {
        return switch (of(sqlType)) {
            case WHOLE -> "BIGINT";
            case DECIMAL -> sqlType;
            case REAL -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case FLAG -> "BOOLEAN";
            case DAY -> "DATE";
            case MOMENT -> "TIMESTAMPTZ";
        };
    }

    /** The value at the parser's current token. */
    Object read(JsonParser parser, String sqlType) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (this) {
            case WHOLE ->
                parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        ? parser.getLongValue()
                        : new BigDecimal(parser.getText()).longValueExact();
            case DECIMAL -> new BigDecimal(parser.getText()).setScale(scale(sqlType), RoundingMode.UNNECESSARY);
            case REAL -> Double.valueOf(parser.getText());
            case TEXT -> parser.getText();
            case FLAG ->
                parser.currentToken() == JsonToken.VALUE_STRING
                        ? Boolean.valueOf(parser.getText())
                        : Boolean.valueOf(parser.getBooleanValue());
            case DAY -> LocalDate.parse(parser.getText());
            case MOMENT -> moment(parser.getText());
        };
    }

    private static OffsetDateTime moment(String text) {
        boolean plain = text.endsWith("Z") && text.length() > 10 && text.charAt(10) == 'T';
        return plain ? Instant.parse(text).atOffset(ZoneOffset.UTC) : OffsetDateTime.parse(text, MOMENT_TEXT);
    }

    private static int scale(String sqlType) {
        int comma = sqlType.indexOf(',');
        return comma < 0
                ? 0
                : Integer.parseInt(
                        sqlType.substring(comma + 1, sqlType.indexOf(')')).strip());
    }

    void append(DuckDBAppender appender, Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
            return;
        }
        switch (this) {
            case WHOLE -> appender.append((long) value);
            case DECIMAL -> appender.append((BigDecimal) value);
            case REAL -> appender.append((double) value);
            case TEXT -> appender.append((String) value);
            case FLAG -> appender.append((boolean) value);
            case DAY -> appender.append((LocalDate) value);
            case MOMENT -> appender.append((OffsetDateTime) value);
        }
    }
}
