package shopstream.contracts;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Matcher;

/** One column's check, made ready once: the field's name as bytes, the cell's writer, the limits. */
final class CompiledColumn {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Column column;
    private final byte[] field;
    private final Cell cell;
    private final boolean required;
    private final BigDecimal minimum;
    private final BigDecimal maximum;
    private final int minLength;
    private final int maxLength;
    private final Matcher pattern;
    private final Set<String> allowed;

    CompiledColumn(Column column, ZoneId zone, ZoneId days) {
        Rules rules = column.rules();
        this.column = column;
        JsonBuffer name = new JsonBuffer();
        name.text(column.name());
        this.field = (name + ":").getBytes(StandardCharsets.UTF_8);
        this.cell = Cell.of(column.type(), zone, days);
        this.required = column.required() || column.keyPosition() > 0;
        this.minimum = rules.minimum().orElse(null);
        this.maximum = rules.maximum().orElse(null);
        this.minLength = rules.minLength().orElse(0);
        this.maxLength = rules.maxLength().orElse(Integer.MAX_VALUE);
        this.pattern = rules.pattern().map(regex -> regex.matcher("")).orElse(null);
        this.allowed = rules.allowed();
    }

    Column column() {
        return column;
    }

    /** Writes {@code "name":value}; answers null, or the rule that is broken. */
    String write(Object value, JsonBuffer json) {
        json.raw(field);
        if (value == null) {
            json.raw(NULL);
            return required ? "required" : null;
        }
        return cell.write(value, json);
    }

    /** The rule beyond the type that a value breaks, or null. */
    String broken(Object value) {
        if (value == null) {
            return null;
        }
        if (minimum != null || maximum != null) {
            String broken = outside(value);
            if (broken != null) {
                return broken;
            }
        }
        if (value instanceof CharSequence text) {
            String broken = misshapen(text);
            if (broken != null) {
                return broken;
            }
        }
        return allowed.isEmpty() || allowed.contains(text(value)) ? null : "allowed";
    }

    private String outside(Object value) {
        BigDecimal number = Cell.exact(value).orElse(null);
        if (number == null) {
            return null;
        }
        if (minimum != null) {
            int side = number.compareTo(minimum);
            if (side < 0 || (side == 0 && column.rules().minimumExcluded())) {
                return "minimum";
            }
        }
        if (maximum != null) {
            int side = number.compareTo(maximum);
            if (side > 0 || (side == 0 && column.rules().maximumExcluded())) {
                return "maximum";
            }
        }
        return null;
    }

    private String misshapen(CharSequence text) {
        if (minLength > 0 || maxLength < Integer.MAX_VALUE) {
            int length = Character.codePointCount(text, 0, text.length());
            if (length < minLength) {
                return "minLength";
            }
            if (length > maxLength) {
                return "maxLength";
            }
        }
        return pattern == null || matches(text) ? null : "pattern";
    }

    /** A text on which the pattern would run for minutes counts as one that does not match: capture must go on. */
    private boolean matches(CharSequence text) {
        try {
            return pattern.reset(new PatientText(text)).matches();
        } catch (PatientText.Exhausted | StackOverflowError tooHard) {
            return false;
        }
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
