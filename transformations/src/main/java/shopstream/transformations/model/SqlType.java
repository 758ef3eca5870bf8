package shopstream.transformations.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mart column's type, in words that the stream processor and the warehouse both understand.
 *
 * @param text as declared, upper case: {@code BIGINT}, {@code DECIMAL(10,2)}, {@code VARCHAR}, {@code TIMESTAMPTZ} …
 */
public record SqlType(String text) {
    /** What may be declared, for messages. */
    public static final List<String> KNOWN =
            List.of("BIGINT", "INTEGER", "DECIMAL(p,s)", "DOUBLE", "VARCHAR", "DATE", "TIMESTAMPTZ", "BOOLEAN");

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\s*\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)");
    private static final int PRECISION_MAX = 38;

    /** Empty when the text is none of {@link #KNOWN}. */
    public static Optional<SqlType> parse(String declared) {
        String text = declared.strip().toUpperCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            int precision = Integer.parseInt(decimal.group(1));
            int scale = Integer.parseInt(decimal.group(2));
            return precision >= 1 && precision <= PRECISION_MAX && scale <= precision
                    ? Optional.of(decimal(precision, scale))
                    : Optional.empty();
        }
        return KNOWN.contains(text) && !text.startsWith("DECIMAL") ? Optional.of(new SqlType(text)) : Optional.empty();
    }

    /** An exact decimal of {@code precision} digits, {@code scale} of them behind the point. */
    public static SqlType decimal(int precision, int scale) {
        return new SqlType("DECIMAL(" + precision + "," + scale + ")");
    }
}
