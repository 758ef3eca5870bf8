package shopstream.ingestion.discovery;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says about its schemas and tables. */
final class Catalog {
    private static final Pattern ENUM_VALUE = Pattern.compile("'((?:[^']|'')*)'");

    private final DatabaseAddress address;
    private final Asking asking;

    Catalog(DatabaseAddress address, Asking asking) {
        this.address = address;
        this.asking = asking;
    }

    /** The schemas that have tables this user may see, that with most of them first. */
    List<String> schemas() throws SQLException {
        if (!address.postgresql()) {
            return List.of(address.database());
        }
        return asking
                .rows(
                        "SELECT table_schema FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema"
                                + " NOT IN ('pg_catalog', 'information_schema') GROUP BY 1 ORDER BY COUNT(*) DESC, 1",
                        List.of())
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** The one of these schemas to read: the one asked for, {@code public}, or the only one. */
    String schema(List<String> schemas) {
        if (!address.postgresql()) {
            return address.database();
        }
        if (address.schema().isPresent()) {
            return address.schema().get();
        }
        if (schemas.size() > 1 && !schemas.contains("public")) {
            throw new DiscoveryFailure(
                    address + " has tables in several schemas: " + String.join(", ", schemas) + ".",
                    "Choose one: --url " + address.in(schemas.get(0)).url());
        }
        return schemas.isEmpty() || schemas.contains("public") ? "public" : schemas.get(0);
    }

    String zone() throws SQLException {
        return asking.rows(
                        address.postgresql()
                                ? "SELECT current_setting('TimeZone')"
                                : "SELECT IF(@@session.time_zone = 'SYSTEM', @@system_time_zone, @@session.time_zone)",
                        List.of())
                .get(0)
                .get(0);
    }

    Instant now() throws SQLException {
        String question = address.postgresql()
                ? "SELECT EXTRACT(EPOCH FROM now())::bigint"
                : "SELECT CAST(UNIX_TIMESTAMP() AS SIGNED)";
        return Instant.ofEpochSecond(
                Long.parseLong(asking.rows(question, List.of()).get(0).get(0)));
    }

    /** All tables of a schema that this user may see, without any row. */
    List<TableReading> tables(String schema, DeclaredKeys keys) throws SQLException {
        Map<String, List<ColumnReading>> columns = columns(schema);
        Map<String, Long> rows = rows(schema);
        List<TableReading> tables = new ArrayList<>();
        for (String name : rows.keySet()) {
            if (columns.containsKey(name)) {
                tables.add(new TableReading(name, rows.get(name), keys.primary(name), columns.get(name), ""));
            }
        }
        return tables;
    }

    private Map<String, Long> rows(String schema) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        String question = address.postgresql()
                ? "SELECT c.relname, c.reltuples::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
                : "SELECT TABLE_NAME, TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
                        + " AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')";
        for (List<String> row : asking.rows(question, List.of(schema))) {
            rows.put(row.get(0), row.get(1) == null ? -1 : Long.parseLong(row.get(1)));
        }
        return rows;
    }

    private Map<String, List<ColumnReading>> columns(String schema) throws SQLException {
        Map<String, List<String>> enumerations = enumerations();
        String definition = address.postgresql() ? "udt_name" : "column_type";
        // PostgreSQL does not send with a change what it computes itself.
        String computed = address.postgresql() ? "is_generated" : "'NEVER'";
        Map<String, List<ColumnReading>> columns = new LinkedHashMap<>();
        for (List<String> row : asking.rows(
                "SELECT table_name, column_name, data_type, " + definition + ", is_nullable, character_maximum_length,"
                        + " numeric_precision, numeric_scale, " + computed
                        + " FROM information_schema.columns WHERE table_schema = ? ORDER BY table_name, ordinal_position",
                List.of(schema))) {
            columns.computeIfAbsent(row.get(0), table -> new ArrayList<>()).add(column(row, enumerations));
        }
        return columns;
    }

    private ColumnReading column(List<String> row, Map<String, List<String>> enumerations) {
        String definition = row.get(3);
        // What an extension adds, such as citext, has its name there alone.
        String type = row.get(2).equals("USER-DEFINED") ? definition : row.get(2);
        boolean computed = row.get(8).equals("ALWAYS");
        List<String> allowed = address.postgresql()
                ? enumerations.getOrDefault(definition, List.of())
                : definition.startsWith("enum(") ? values(definition) : List.of();
        int precision = number(row.get(6));
        int scale = number(row.get(7));
        long length = row.get(5) == null ? 0 : Long.parseLong(row.get(5));
        String shown = address.postgresql() ? shown(type, length, precision, scale) : definition;
        return new ColumnReading(
                row.get(1),
                computed ? Family.OTHER : Family.of(type, address.postgresql() ? "" : definition, !allowed.isEmpty()),
                computed ? shown + " computed by the server" : shown,
                row.get(4).equalsIgnoreCase("YES"),
                (int) Math.min(length, Integer.MAX_VALUE),
                precision,
                scale,
                allowed,
                List.of(),
                List.of(),
                false);
    }

    private static String shown(String type, long length, int precision, int scale) {
        if (type.startsWith("character") && length > 0) {
            return (type.endsWith("varying") ? "varchar(" : "char(") + length + ")";
        }
        return type.equals("numeric") && precision > 0 ? "numeric(" + precision + "," + scale + ")" : type;
    }

    private Map<String, List<String>> enumerations() throws SQLException {
        Map<String, List<String>> values = new HashMap<>();
        if (address.postgresql()) {
            for (List<String> row : asking.rows(
                    "SELECT t.typname, e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid"
                            + " ORDER BY t.typname, e.enumsortorder",
                    List.of())) {
                values.computeIfAbsent(row.get(0), type -> new ArrayList<>()).add(row.get(1));
            }
        }
        return values;
    }

    private static List<String> values(String definition) {
        List<String> values = new ArrayList<>();
        Matcher value = ENUM_VALUE.matcher(definition);
        while (value.find()) {
            values.add(value.group(1).replace("''", "'"));
        }
        return values;
    }

    private static int number(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }
}
