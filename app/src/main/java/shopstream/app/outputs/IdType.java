package shopstream.app.outputs;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** The types of PostgreSQL that hold ids, the narrowest first; each is called as the database itself calls it. */
enum IdType {
    INTEGER("integer", Integer::valueOf),
    BIGINT("bigint", Long::valueOf),
    VARCHAR("character varying", id -> id);

    private final String sql;
    private final Function<String, Object> read;

    IdType(String sql, Function<String, Object> read) {
        this.sql = sql;
        this.read = read;
    }

    String sql() {
        return sql;
    }

    /** Whether an id comes out of it as it went in: {@code 007} is no number. */
    boolean holds(String id) {
        try {
            return read.apply(id).toString().equals(id);
        } catch (NumberFormatException text) {
            return false;
        }
    }

    /** The first that holds all of them. */
    static IdType of(Collection<String> ids) {
        return Arrays.stream(values())
                .filter(type -> ids.stream().allMatch(type::holds))
                .findFirst()
                .orElse(VARCHAR);
    }

    /** Empty where a column has another type, which holds what the database says it does. */
    static Optional<IdType> called(String sql) {
        return Arrays.stream(values()).filter(type -> type.sql.equals(sql)).findFirst();
    }
}
