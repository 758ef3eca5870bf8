package shopstream.ingestion.discovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was read of a database, once; what is judged is judged from this alone.
 *
 * @param schema the PostgreSQL schema or the database whose tables these are
 * @param otherSchemas of PostgreSQL that have tables which this user may see, but were not read
 * @param zone of the server's session, for the owner to compare with
 * @param readAt by the server's own clock
 * @param foreignKeys all that are declared, wherever they lead
 * @param references between these tables: declared ones and those that names and values suggest
 * @param statements how many statements were sent, metadata included
 */
public record SchemaReading(
        DatabaseAddress address,
        String schema,
        List<String> otherSchemas,
        String zone,
        Instant readAt,
        List<TableReading> tables,
        List<ForeignKey> foreignKeys,
        List<ReferenceReading> references,
        int statements) {
    public SchemaReading {
        otherSchemas = List.copyOf(otherSchemas);
        tables = List.copyOf(tables);
        foreignKeys = List.copyOf(foreignKeys);
        references = List.copyOf(references);
    }

    SchemaReading with(TableReading table) {
        List<TableReading> replaced = tables.stream()
                .map(one -> one.name().equals(table.name()) ? table : one)
                .toList();
        return new SchemaReading(
                address, schema, otherSchemas, zone, readAt, replaced, foreignKeys, references, statements);
    }

    SchemaReading withStatements(int sent) {
        return new SchemaReading(address, schema, otherSchemas, zone, readAt, tables, foreignKeys, references, sent);
    }

    /** The foreign keys of a table along which the server changes its rows without a word in its log. */
    List<ForeignKey> unlogged(TableReading table) {
        // PostgreSQL's log has what a cascade does.
        return foreignKeys.stream()
                .filter(key ->
                        !address.postgresql() && key.cascading() && key.table().equals(table.name()))
                .toList();
    }

    TableReading table(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("No table " + name));
    }

    Optional<TableReading> find(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** The references that leave a table and may be relied on. */
    List<ReferenceReading> from(TableReading table) {
        return references.stream()
                .filter(reference -> reference.table().equals(table.name()) && reference.holds())
                .toList();
    }

    Optional<ReferenceReading> from(TableReading table, String column) {
        return from(table).stream()
                .filter(reference -> reference.column().equals(column))
                .findFirst();
    }

    /** What a contract calls a table: with its schema, where the address alone does not lead there. */
    String physicalName(TableReading table) {
        String led = address.schema().orElse("public");
        boolean bare =
                !address.postgresql() || (schema.equals(led) && !table.name().contains("."));
        return bare ? table.name() : schema + "." + table.name();
    }

    /** How many rows of all tables were looked at. */
    public int sampled() {
        return tables.stream().mapToInt(TableReading::sampled).sum();
    }

    /** How many tables there are that may be read. */
    public int tableCount() {
        return tables.size();
    }

    public int statementCount() {
        return statements;
    }
}
