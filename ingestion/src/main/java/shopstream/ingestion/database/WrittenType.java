package shopstream.ingestion.database;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shopstream.contracts.ColumnType;

/** What capture makes of a type as a statement writes it, which no server is asked about. */
public final class WrittenType {
    private static final Pattern PARTS = Pattern.compile("([a-z][a-z0-9_ .\"]*?)\\s*(?:\\([^)]*\\))?"
            + "(\\s*with time zone|\\s*without time zone)?((?:\\s*\\[\\d*])*)(?:\\s+unsigned)?");

    /** How MariaDB and MySQL call in their catalogue what can be written otherwise. */
    private static final Map<String, String> MARIADB = Map.ofEntries(
            Map.entry("integer", "int"),
            Map.entry("bool", "tinyint"),
            Map.entry("boolean", "tinyint"),
            Map.entry("dec", "decimal"),
            Map.entry("fixed", "decimal"),
            Map.entry("double precision", "double"),
            Map.entry("character", "char"),
            Map.entry("character varying", "varchar"),
            Map.entry("nvarchar", "varchar"),
            Map.entry("serial", "bigint"));

    private static final Map<String, String> POSTGRESQL = Map.ofEntries(
            Map.entry("smallint", "int2"),
            Map.entry("integer", "int4"),
            Map.entry("int", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("smallserial", "int2"),
            Map.entry("serial", "int4"),
            Map.entry("bigserial", "int8"),
            Map.entry("decimal", "numeric"),
            Map.entry("real", "float4"),
            Map.entry("double precision", "float8"),
            Map.entry("float", "float8"),
            Map.entry("boolean", "bool"),
            Map.entry("char", "bpchar"),
            Map.entry("character", "bpchar"),
            Map.entry("character varying", "varchar"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("time with time zone", "timetz"));

    /** Further names that are PostgreSQL's own, and no enum. */
    private static final Set<String> POSTGRESQL_NAMES = Set.of(
            "text",
            "varchar",
            "bpchar",
            "citext",
            "uuid",
            "json",
            "jsonb",
            "xml",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "interval",
            "numeric",
            "money",
            "bytea",
            "inet",
            "cidr",
            "macaddr",
            "bit",
            "varbit",
            "point",
            "int2",
            "int4",
            "int8",
            "float4",
            "float8",
            "bool",
            "oid",
            "tsvector",
            "hstore");

    private final DatabaseSource source;
    private final String written;
    private final String name;
    private final boolean array;

    /** @param written for example {@code varchar(50)} */
    public WrittenType(DatabaseSource source, String written) {
        this.source = source;
        this.written = written.strip();
        Matcher parts = PARTS.matcher(this.written.toLowerCase(Locale.ROOT));
        boolean read = parts.matches();
        String bare = read ? parts.group(1).strip() : this.written.toLowerCase(Locale.ROOT);
        String zone = read && parts.group(2) != null && parts.group(2).contains("with time") ? " with time zone" : "";
        this.array = read && !parts.group(3).isBlank();
        this.name = (isPostgres() ? POSTGRESQL : MARIADB).getOrDefault(bare + zone, bare);
    }

    private boolean isPostgres() {
        return source.kind() == DatabaseSource.Kind.POSTGRESQL;
    }

    /** Why no value of such a column could ever be one of {@code wanted}; empty when values can be. Goes on after "It is …, ". */
    public Optional<String> misfit(ColumnType wanted) {
        if (!isPostgres()) {
            return new SourceColumn(name, written).misfit(wanted);
        }
        boolean own = POSTGRESQL_NAMES.contains(name) || POSTGRESQL.containsValue(name);
        String category = array ? "A" : own ? "" : "E";
        return new PostgresColumn(name, category, written, false, false)
                .misfit(wanted)
                .map(PostgresColumn.Misfit::reason);
    }

    /** Whether a table cannot be followed at all once it has such a column. */
    public boolean isUnreadable() {
        return !isPostgres() && new SourceColumn(name, written).isUnknown();
    }
}
