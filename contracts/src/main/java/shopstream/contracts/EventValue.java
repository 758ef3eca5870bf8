package shopstream.contracts;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What callers write where JSON has several ways to say the same: a number as text, an identifier as a number. */
final class EventValue {
    private static final int NUMBER_MAX = 60;

    private EventValue() {}

    /** The value as a column of this type wants it, or unchanged where it does not fit: the check will say so. */
    static Object as(ColumnType type, Object value) {
        if (type instanceof ColumnType.Text) {
            String text = text(value);
            return text == null ? value : text;
        }
        if (!(value instanceof String text)) {
            return value;
        }
        if (type instanceof ColumnType.Whole || type instanceof ColumnType.Decimal) {
            return number(text);
        } else if (type instanceof ColumnType.Moment) {
            Instant moment = MomentText.parse(text);
            return moment == null ? text : moment;
        } else if (type instanceof ColumnType.Day) {
            return day(text);
        }
        return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : text;
    }

    /** A text or a number as text; null where it is neither, or where it cannot be kept: databases have no NUL. */
    static String text(Object value) {
        if (value instanceof String text) {
            return text.indexOf('\0') < 0 ? text : null;
        } else if (value instanceof Long || value instanceof Integer) {
            return value.toString();
        } else if (value instanceof BigDecimal number
                && number.precision() <= NUMBER_MAX
                && number.scale() >= 0
                && number.scale() <= NUMBER_MAX) {
            return number.toPlainString();
        }
        return null;
    }

    private static Object number(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > NUMBER_MAX) {
            return text;
        }
        try {
            return new BigDecimal(stripped);
        } catch (NumberFormatException none) {
            return text;
        }
    }

    private static Object day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException none) {
            return text;
        }
    }

    /** For people. Of what holds more than one value only its kind: names in it are not the contract's. */
    static String shown(Object value) {
        if (value instanceof Map) {
            return "(object)";
        } else if (value instanceof List<?> list) {
            return "(list of " + list.size() + ")";
        }
        return value.toString();
    }
}
