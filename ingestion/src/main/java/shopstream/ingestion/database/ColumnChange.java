package shopstream.ingestion.database;

import java.util.regex.Pattern;

/**
 * What an ALTER TABLE of MariaDB or MySQL does to one column.
 *
 * @param ddl the statement
 * @param column its name
 */
record ColumnChange(String ddl, String column) {
    private static final String OPTIONAL_COLUMN = "\\s+(?:COLUMN\\s+)?(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?";
    private static final String ANY_NAME = "(?:`[^`]*`|[^\\s`,()]+)";

    /** Whether what goes by its name from now on was not there before, or went by another. */
    boolean takesAnothersPlace() {
        return matches("\\bADD" + OPTIONAL_COLUMN + name() + "(?=\\s)")
                || matches("\\bADD" + OPTIONAL_COLUMN + "\\([^;]*" + name() + "(?=\\s)")
                || matches("\\bRENAME\\s+COLUMN\\s+(?:IF\\s+EXISTS\\s+)?" + ANY_NAME + "\\s+TO\\s+" + name()
                        + "(?=\\s|,|;|$)")
                || matches("\\bCHANGE" + OPTIONAL_COLUMN + "(?!" + name() + "\\s)" + ANY_NAME + "\\s+" + name()
                        + "(?=\\s)");
    }

    /** Whether it stays and is given a definition. */
    boolean redefines() {
        return matches("\\bMODIFY" + OPTIONAL_COLUMN + name() + "(?=\\s)")
                || matches("\\bCHANGE" + OPTIONAL_COLUMN + name() + "\\s+" + name() + "(?=\\s)");
    }

    private String name() {
        return "(?:`" + Pattern.quote(column) + "`|(?<![\\w$`])" + Pattern.quote(column) + "(?![\\w$`]))";
    }

    private boolean matches(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(ddl)
                .find();
    }
}
