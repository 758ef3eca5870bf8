package shopstream.contracts;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shopstream.contracts.EventCheck.Broken;

/** The fields of one group, made ready once: writes what a map holds of them, in contract order, absent ones left out. */
final class EventFields {
    private final Ready[] fields;
    private final Map<String, Integer> places = new HashMap<>();

    EventFields(List<EventField> fields) {
        this.fields = fields.stream().map(Ready::of).toArray(Ready[]::new);
        for (int place = 0; place < this.fields.length; place++) {
            places.put(this.fields[place].name, place);
        }
        for (int place = 0; place < this.fields.length; place++) {
            for (String alias : this.fields[place].aliases) {
                places.putIfAbsent(alias, place);
            }
        }
    }

    /** The values of the fields in contract order. A map holds few of the many names that there are, so it is gone through. */
    private Object[] placed(Map<?, ?> values) {
        Object[] placed = new Object[fields.length];
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            Integer place = places.get(entry.getKey());
            if (place != null && entry.getValue() != null) {
                // By two of its names at once: the contract says which counts.
                placed[place] = placed[place] == null ? entry.getValue() : fields[place].in(values);
            }
        }
        return placed;
    }

    /** Writes an object; answers null, or the first rule that is broken. */
    Broken write(Map<?, ?> values, JsonBuffer json) {
        char separator = '{';
        Object[] placed = placed(values);
        for (int place = 0; place < placed.length; place++) {
            Ready field = fields[place];
            Object value = placed[place];
            if (value == null) {
                if (field.required) {
                    return new Broken("required", field.name, null);
                }
                continue;
            }
            json.raw(separator);
            separator = ',';
            Broken broken = field.write(value, json);
            if (broken != null) {
                return broken;
            }
        }
        if (separator == '{') {
            json.raw('{');
        }
        json.raw('}');
        return null;
    }

    /** Whether a map holds any of the fields with these names. */
    boolean anyIn(Map<?, ?> values, List<String> names) {
        for (Ready field : fields) {
            if (names.contains(field.name) && field.in(values) != null) {
                return true;
            }
        }
        return false;
    }

    /** Writes what a map holds of these fields as it came, whatever is wrong with it. */
    void writeOriginal(Map<?, ?> values, JsonBuffer json) {
        char separator = '{';
        for (Ready field : fields) {
            Object value = field.in(values);
            if (value != null) {
                json.raw(separator);
                separator = ',';
                json.raw(field.label);
                field.writeOriginal(value, json);
            }
        }
        if (separator == '{') {
            json.raw('{');
        }
        json.raw('}');
    }

    /** One field; what differs between values, groups and lists is in its kinds. */
    private abstract static class Ready {
        final String name;
        final String[] aliases;
        final boolean required;
        final byte[] label;

        Ready(EventField field) {
            this.name = field.name();
            this.aliases = field.aliases().toArray(String[]::new);
            this.required = field.required();
            JsonBuffer text = new JsonBuffer();
            text.text(name);
            this.label = (text + ":").getBytes(StandardCharsets.UTF_8);
        }

        static Ready of(EventField field) {
            if (field instanceof EventField.Single single) {
                return new Value(single);
            } else if (field instanceof EventField.Group group) {
                return new Nested(group, group.fields());
            }
            return new Listed((EventField.Items) field);
        }

        final Object in(Map<?, ?> values) {
            Object value = values.get(name);
            for (int at = 0; value == null && at < aliases.length; at++) {
                value = values.get(aliases[at]);
            }
            return value;
        }

        /** Writes {@code "name":value}; answers null, or the first rule that is broken. */
        abstract Broken write(Object value, JsonBuffer json);

        abstract void writeOriginal(Object value, JsonBuffer json);
    }

    private static final class Value extends Ready {
        private final CompiledColumn column;

        Value(EventField.Single single) {
            super(single);
            this.column = new CompiledColumn(single.column(), ZoneOffset.UTC, ZoneOffset.UTC);
        }

        @Override
        Broken write(Object given, JsonBuffer json) {
            Object value = EventValue.as(column.column().type(), given);
            String broken =
                    value instanceof String text && text.indexOf('\0') >= 0 ? "type" : column.write(value, json);
            if (broken == null) {
                broken = column.broken(value);
            }
            return broken == null ? null : new Broken(broken, name, given);
        }

        @Override
        void writeOriginal(Object value, JsonBuffer json) {
            json.text(ContractCheck.wellFormed(EventValue.shown(value)));
        }
    }

    private static final class Nested extends Ready {
        private final EventFields inner;

        Nested(EventField group, List<EventField> fields) {
            super(group);
            this.inner = new EventFields(fields);
        }

        @Override
        Broken write(Object value, JsonBuffer json) {
            if (!(value instanceof Map<?, ?> map)) {
                return new Broken("type", name, value);
            }
            json.raw(label);
            Broken broken = inner.write(map, json);
            return broken == null ? null : broken.below(name);
        }

        @Override
        void writeOriginal(Object value, JsonBuffer json) {
            if (value instanceof Map<?, ?> map) {
                inner.writeOriginal(map, json);
            } else {
                json.text(ContractCheck.wellFormed(EventValue.shown(value)));
            }
        }
    }

    private static final class Listed extends Ready {
        private final EventFields inner;
        private final int most;

        Listed(EventField.Items items) {
            super(items);
            this.inner = new EventFields(items.fields());
            this.most = items.most();
        }

        @Override
        Broken write(Object value, JsonBuffer json) {
            if (!(value instanceof List<?> list)) {
                return new Broken("type", name, value);
            } else if (list.size() > most) {
                return new Broken("maxItems", name, value);
            }
            json.raw(label);
            json.raw('[');
            for (int at = 0; at < list.size(); at++) {
                if (at > 0) {
                    json.raw(',');
                }
                Broken broken = list.get(at) instanceof Map<?, ?> map
                        ? inner.write(map, json)
                        : new Broken("type", "", list.get(at));
                if (broken != null) {
                    return broken.path().isEmpty()
                            ? new Broken(broken.rule(), name + "[" + at + "]", broken.value())
                            : broken.below(name + "[" + at + "]");
                }
            }
            json.raw(']');
            return null;
        }

        @Override
        void writeOriginal(Object value, JsonBuffer json) {
            if (!(value instanceof List<?> list) || list.size() > most) {
                json.text(ContractCheck.wellFormed(EventValue.shown(value)));
                return;
            }
            json.raw('[');
            for (int at = 0; at < list.size(); at++) {
                if (at > 0) {
                    json.raw(',');
                }
                inner.writeOriginal(list.get(at) instanceof Map<?, ?> map ? map : Map.of(), json);
            }
            json.raw(']');
        }
    }
}
