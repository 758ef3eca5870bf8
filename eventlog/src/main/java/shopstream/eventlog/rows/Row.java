package shopstream.eventlog.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.MomentText;

/** A row of a dataset or a mart, as the log has it: its columns as text. */
public final class Row {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX]")
            .toFormatter(Locale.ROOT);

    private final Map<String, String> texts;

    private Row(Map<String, String> texts) {
        this.texts = texts;
    }

    /** @throws IOException when it is no row */
    public static Row of(byte[] json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("A row begins with " + parser.currentToken());
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    texts.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new Row(texts);
    }

    public Optional<String> text(String column) {
        return Optional.ofNullable(texts.get(column));
    }

    public Optional<BigDecimal> number(String column) {
        return text(column).map(BigDecimal::new);
    }

    /** Whether the column says yes; where it says nothing, {@code otherwise}. */
    public boolean flag(String column, boolean otherwise) {
        return text(column).map(word -> word.equals("true") || word.equals("1")).orElse(otherwise);
    }

    /** In milliseconds since 1970; a time without a zone is one of UTC, as marts write them. */
    public Optional<Long> millis(String column) {
        return text(column).map(Row::moment).map(Instant::toEpochMilli);
    }

    private static Instant moment(String text) {
        if (text.length() == "2026-05-04".length()) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        // The past is read at every start, millions of rows: the way in which marts write is read without a formatter.
        Instant usual = MomentText.parse(ofUtc(text));
        if (usual != null) {
            return usual;
        }
        TemporalAccessor read = MOMENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return read instanceof OffsetDateTime moment
                ? moment.toInstant()
                : ((LocalDateTime) read).toInstant(ZoneOffset.UTC);
    }

    private static String ofUtc(String text) {
        int time = "2026-05-04 ".length();
        boolean zoned = text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
        return text.replace(' ', 'T') + (zoned ? "" : "Z");
    }
}
