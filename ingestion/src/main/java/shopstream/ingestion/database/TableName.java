package shopstream.ingestion.database;

import shopstream.contracts.Contract;

/** A table of PostgreSQL, as a contract names it: {@code orders}, or {@code sales.orders} in another schema. */
record TableName(String schema, String table) {
    static TableName of(DatabaseSource source, Contract contract) {
        String name = contract.physicalName();
        int dot = name.indexOf('.');
        return dot < 0
                ? new TableName(source.schema(), name)
                : new TableName(name.substring(0, dot), name.substring(dot + 1));
    }

    /** For SQL: {@code "public"."orders"}. */
    String quoted() {
        return quoted(schema) + "." + quoted(table);
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
