package shopstream.contracts;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a column's values must keep to beyond their type. Lengths count Unicode code points; a pattern must match the
 * whole value; an empty set of allowed values allows every value. A missing value is judged by {@code required} alone.
 */
public record Rules(
        Optional<BigDecimal> minimum,
        boolean minimumExcluded,
        Optional<BigDecimal> maximum,
        boolean maximumExcluded,
        OptionalInt minLength,
        OptionalInt maxLength,
        Optional<Pattern> pattern,
        Set<String> allowed) {
    /** No rule at all. */
    public static final Rules NONE = new Rules(
            Optional.empty(),
            false,
            Optional.empty(),
            false,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Set.of());

    public Rules {
        allowed = Set.copyOf(allowed);
    }
}
