package shopstream.contracts;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as a database writes it.
 *
 * @param name in lower case, for example {@code decimal}
 * @param first what stands in the brackets behind it, for example 10 of {@code decimal(10,2)}
 * @param second and behind the comma
 */
public record PhysicalType(String name, OptionalInt first, OptionalInt second, boolean unsigned) {
    private static final Pattern WRITTEN =
            Pattern.compile("([a-z][a-z0-9 ]*?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})"
                    + "\\s*)?\\))?(?: with(?:out)? time zone)?( unsigned)?");

    /** Bits that hold every value of the type; an unsigned one needs the next size. */
    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("tinyint", 8),
            Map.entry("smallint", 16),
            Map.entry("int2", 16),
            Map.entry("year", 16),
            Map.entry("mediumint", 32),
            Map.entry("int", 32),
            Map.entry("int4", 32),
            Map.entry("integer", 32),
            Map.entry("int8", 64),
            Map.entry("bigint", 64));

    private static final Map<Integer, Integer> DIGITS = Map.of(8, 3, 16, 5, 32, 10, 64, 19);
    private static final Set<String> DECIMALS = Set.of("decimal", "numeric", "dec", "fixed");
    private static final Set<String> ONE_CHARACTER = Set.of("char", "character", "bpchar");

    /** Empty where it is written in a way that says nothing of how wide it is, as an enum's values do. */
    public static Optional<PhysicalType> of(String written) {
        Matcher type = WRITTEN.matcher(written.toLowerCase(Locale.ROOT).strip());
        return type.matches()
                ? Optional.of(new PhysicalType(
                        type.group(1), number(type.group(2)), number(type.group(3)), type.group(4) != null))
                : Optional.empty();
    }

    private static OptionalInt number(String text) {
        return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    /** The most characters of a text. */
    int textWidth() {
        return first.orElse(ONE_CHARACTER.contains(name) ? 1 : Integer.MAX_VALUE);
    }

    /** Bits that hold every whole number of it. */
    int bits() {
        int bits = BITS.getOrDefault(name, 64);
        return unsigned ? Math.min(64, bits * 2) : bits;
    }

    /** Whether it has values that a column of the type {@code held} does not hold. Only asked of types whose values are alike. */
    public boolean exceeds(ColumnType held) {
        if (held instanceof ColumnType.Text text) {
            return textWidth() > text.maxLength();
        } else if (held instanceof ColumnType.Whole whole) {
            return BITS.containsKey(name) && bits() > whole.bits();
        } else if (held instanceof ColumnType.Decimal decimal) {
            return exceeds(decimal);
        } else if (held instanceof ColumnType.Moment moment) {
            return first.isPresent() && first.getAsInt() > moment.fraction();
        }
        return false;
    }

    private boolean exceeds(ColumnType.Decimal held) {
        int before = held.precision() - held.scale();
        if (BITS.containsKey(name)) {
            return DIGITS.get(bits()) > before;
        }
        if (!DECIMALS.contains(name)) {
            return false;
        }
        if (first.isEmpty()) {
            // Of any number of digits in PostgreSQL; MariaDB takes it for decimal(10,0).
            return true;
        }
        return second.orElse(0) > held.scale() || first.getAsInt() - second.orElse(0) > before;
    }
}
