package shopstream.ingestion.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;

/**
 * One spelling for a JSON value of MySQL, which the server and the reader of its log write differently: without blanks, and
 * numbers of floating point as Java writes them, from ten million on without a fraction that is none. Text is left as it
 * is: of times that SQL has put into JSON, the reader of the log leaves out the zeros at the end.
 */
final class JsonText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(2_000)
                    .build())
            .build();

    private static final int DIGITS_OF_A_DOUBLE = 17;
    /** From here on {@link Double#toString} writes an exponent, and the reader of the log a whole number. */
    private static final BigDecimal WRITTEN_WHOLE = BigDecimal.valueOf(10_000_000);
    /** No whole number that is none by chance reaches so far. */
    private static final BigDecimal BEYOND_WHOLE = BigDecimal.valueOf(2).pow(64);

    private JsonText() {}

    /** @return the text itself when it is no JSON, and null for null */
    static String of(String text) {
        if (text == null) {
            return null;
        }
        var written = new StringWriter(text.length());
        try (JsonParser parser = JSON.createParser(text);
                JsonGenerator generator = JSON.createGenerator(written)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isNumeric()) {
                    generator.writeNumber(number(parser.getText()));
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (IOException notJson) {
            return text;
        }
        return written.toString();
    }

    /** The reader of the log writes a double in full, to the last of its binary digits, or as a whole number. */
    private static String number(String text) {
        var value = new BigDecimal(text);
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        if (whole && text.matches("-?\\d+") && value.abs().compareTo(BEYOND_WHOLE) < 0) {
            return text;
        }
        double binary = value.doubleValue();
        boolean isBinary = !Double.isInfinite(binary)
                && (value.stripTrailingZeros().precision() <= DIGITS_OF_A_DOUBLE
                        || new BigDecimal(binary).compareTo(value) == 0);
        if (!isBinary) {
            return value.stripTrailingZeros().toPlainString();
        }
        if (whole && value.abs().compareTo(WRITTEN_WHOLE) >= 0 && value.abs().compareTo(BEYOND_WHOLE) < 0) {
            return new BigDecimal(binary).toBigInteger().toString();
        }
        return Double.toString(binary);
    }
}
