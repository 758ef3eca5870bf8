package shopstream.ingestion.discovery;

import java.util.List;

/**
 * A foreign key as the database declares it, also where the table that it leads to was not read.
 *
 * @param columns of {@code table}, in the key's order
 * @param schema where the other table is: a schema of PostgreSQL, a database of MariaDB or MySQL
 * @param targetColumns what they refer to, in the same order
 * @param cascading whether the database itself deletes or changes rows to follow the other table
 */
record ForeignKey(
        String table,
        List<String> columns,
        String schema,
        String target,
        List<String> targetColumns,
        boolean cascading) {
    ForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }

    /** Whether it leads from one of these tables to another of them, by columns that were read. */
    boolean within(String home, List<TableReading> tables) {
        return schema.equals(home) && has(tables, table, columns) && has(tables, target, targetColumns);
    }

    private static boolean has(List<TableReading> tables, String name, List<String> columns) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .anyMatch(table ->
                        columns.stream().allMatch(column -> table.find(column).isPresent()));
    }

    /** For people who look at the tables of {@code home}. */
    String seenFrom(String home) {
        return table + "." + String.join("+", columns) + " → " + (schema.equals(home) ? "" : schema + ".") + target
                + "." + String.join("+", targetColumns);
    }
}
