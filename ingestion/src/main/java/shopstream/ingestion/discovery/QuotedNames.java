package shopstream.ingestion.discovery;

/**
 * Names of a schema's tables and columns as SQL of its server has them.
 *
 * @param postgresql whether the server is PostgreSQL; MariaDB and MySQL quote otherwise
 */
record QuotedNames(boolean postgresql, String schema) {
    String table(String table) {
        return quoted(schema) + "." + quoted(table);
    }

    String column(String column) {
        return quoted(column);
    }

    /** A text, cut to so many characters. */
    String text(String column, int length) {
        return "LEFT(" + quoted(column) + (postgresql ? "::text" : "") + ", " + length + ")";
    }

    private String quoted(String name) {
        return postgresql ? '"' + name.replace("\"", "\"\"") + '"' : '`' + name.replace("`", "``") + '`';
    }
}
