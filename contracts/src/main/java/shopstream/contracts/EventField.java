package shopstream.contracts;

import java.util.List;

/** One field of an event's contract; events, unlike rows, hold further fields and lists of them. */
public sealed interface EventField {
    /** What the log calls it. */
    String name();

    /** What callers may call it too, in the order of preference. */
    List<String> aliases();

    boolean required();

    /** A field that holds one value; the column says which. */
    record Single(Column column, List<String> aliases) implements EventField {
        public Single {
            aliases = List.copyOf(aliases);
        }

        @Override
        public String name() {
            return column.name();
        }

        @Override
        public boolean required() {
            return column.required();
        }
    }

    /** A field that holds further fields. */
    record Group(String name, List<String> aliases, boolean required, List<EventField> fields) implements EventField {
        public Group {
            aliases = List.copyOf(aliases);
            fields = List.copyOf(fields);
        }
    }

    /** A field that holds a list of at most so many groups. */
    record Items(String name, List<String> aliases, boolean required, int most, List<EventField> fields)
            implements EventField {
        public Items {
            aliases = List.copyOf(aliases);
            fields = List.copyOf(fields);
        }
    }
}
