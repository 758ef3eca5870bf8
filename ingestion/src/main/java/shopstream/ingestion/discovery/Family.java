package shopstream.ingestion.discovery;

import java.util.Locale;
import java.util.Set;

/** What kind of value a column holds, whatever the server calls it. */
enum Family {
    WHOLE,
    DECIMAL,
    FLOAT,
    TEXT,
    DAY,
    /** A date with a time that says no zone. */
    LOCAL_TIME,
    INSTANT,
    FLAG,
    /** Bytes, documents, shapes, and what the server computes without telling: nothing that figures can be made of. */
    OTHER;

    private static final Set<String> WHOLES =
            Set.of("tinyint", "smallint", "mediumint", "int", "integer", "bigint", "year");
    private static final Set<String> TEXTS =
            Set.of("char", "varchar", "character varying", "character", "tinytext", "text", "enum", "uuid", "citext");

    /**
     * @param type the bare type as information_schema has it
     * @param definition with everything, such as {@code tinyint(1)}; empty where the server has none
     */
    static Family of(String type, String definition, boolean enumerated) {
        String bare = type.toLowerCase(Locale.ROOT);
        if (bare.equals("boolean") || definition.equalsIgnoreCase("bit(1)")) {
            return FLAG;
        } else if (WHOLES.contains(bare)) {
            return WHOLE;
        } else if (bare.equals("decimal") || bare.equals("numeric")) {
            return DECIMAL;
        } else if (Set.of("float", "double", "real", "double precision").contains(bare)) {
            return FLOAT;
        } else if (TEXTS.contains(bare) || enumerated) {
            return TEXT;
        } else if (bare.equals("date")) {
            return DAY;
        } else if (bare.equals("datetime") || bare.equals("timestamp without time zone")) {
            return LOCAL_TIME;
        }
        // MariaDB and MySQL keep a TIMESTAMP as an instant.
        return bare.equals("timestamp") || bare.equals("timestamp with time zone") ? INSTANT : OTHER;
    }

    boolean numeric() {
        return this == WHOLE || this == DECIMAL || this == FLOAT;
    }

    boolean temporal() {
        return this == DAY || this == LOCAL_TIME || this == INSTANT;
    }
}
