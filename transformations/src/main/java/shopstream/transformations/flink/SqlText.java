package shopstream.transformations.flink;

/** Names and texts, quoted for Flink SQL. */
final class SqlText {
    private SqlText() {}

    static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
