package shopstream.ingestion.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one event from a parser, and remembers the first thing that makes it impossible to judge, instead of stopping there:
 * others follow it.
 */
final class EventReading {
    /** A number with a fraction is a double in JavaScript: from the sixteenth digit on it is noise, as in 0.1 + 0.2. */
    private static final MathContext DOUBLE = new MathContext(15);

    private static final int LONG_DIGITS = 18;

    /** Of an event that is too large: who tells it, and by what it can be told again. */
    private static final List<String> KEPT_OF_ALL = List.of("messageId", "writeKey", "sentAt");

    private static final int KEPT_MAX = 255;

    private final JsonParser parser;
    private final long begin;
    private String rule;
    private String field = "";

    /** @param parser stands on the first token of what is to be read */
    EventReading(JsonParser parser) {
        this.parser = parser;
        this.begin = parser.currentTokenLocation().getByteOffset();
    }

    /** The event on whose first token the parser stands; afterwards it stands on its last. */
    ToldEvent event() throws IOException {
        Object value = value();
        if (isTooLarge()) {
            return new ToldEvent(kept(value), "size", "");
        }
        if (value instanceof Map<?, ?>) {
            @SuppressWarnings("unchecked")
            Map<String, Object> content = (Map<String, Object>) value;
            return new ToldEvent(content, rule, field);
        }
        return new ToldEvent(new HashMap<>(), "type", "");
    }

    /** The value on whose first token the parser stands. */
    Object value() throws IOException {
        return value(1, "");
    }

    private Object value(int depth, String name) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> depth > EventLimits.DEPTH || isTooLarge() ? passedOver(name) : object(depth);
            case START_ARRAY -> depth > EventLimits.DEPTH || isTooLarge() ? passedOver(name) : list(depth, name);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(name);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("No value begins with " + parser.currentToken());
        };
    }

    private Map<String, Object> object(int depth) throws IOException {
        Map<String, Object> object = new HashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            Object value = value(depth + 1, name);
            if (value != null && object.put(name, value) != null) {
                fault("duplicate", name);
            }
        }
        return object;
    }

    private List<Object> list(int depth, String name) throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(depth + 1, name));
        }
        return list;
    }

    /** Asked wherever something begins that could fill the memory. */
    private boolean isTooLarge() {
        return parser.currentLocation().getByteOffset() - begin > EventLimits.EVENT_BYTES;
    }

    private static Map<String, Object> kept(Object value) {
        Map<String, Object> kept = new HashMap<>();
        if (value instanceof Map<?, ?> all) {
            for (String name : KEPT_OF_ALL) {
                if (all.get(name) instanceof String text && text.length() <= KEPT_MAX) {
                    kept.put(name, text);
                }
            }
        }
        return kept;
    }

    private Object passedOver(String name) throws IOException {
        fault("depth", name);
        parser.skipChildren();
        return null;
    }

    private Object number(String name) throws IOException {
        String text = parser.getText();
        if (text.length() <= LONG_DIGITS && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return Long.parseLong(text);
        }
        if (text.length() <= EventLimits.NUMBER_CHARACTERS) {
            try {
                BigDecimal exact = new BigDecimal(text);
                return parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT ? exact.round(DOUBLE) : exact;
            } catch (ArithmeticException | NumberFormatException beyond) {
                // Its exponent is none that a number can have.
            }
        }
        fault("number", name);
        return null;
    }

    private void fault(String broken, String name) {
        if (rule == null) {
            rule = broken;
            field = name;
        }
    }
}
