package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rights that the server itself has given our user for everything on it.
 *
 * @param account the user as the server knows it, ready for a GRANT: {@code 'shop'@'%'}
 * @param global for example {@code RELOAD}
 * @param schemaWide the rights on whole schemas, for example {@code LOCK TABLES}
 */
record Grants(String account, Set<String> global, Set<String> schemaWide) {
    private static final Pattern GLOBAL = Pattern.compile("GRANT (.+?) ON \\*\\.\\* TO .*");
    private static final Pattern SCHEMA_WIDE = Pattern.compile("GRANT (.+?) ON .*?\\.\\* TO .*");
    private static final String ALL = "ALL PRIVILEGES";

    static Grants of(Connection connection, DatabaseSource.Kind kind) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Set<String> global = new HashSet<>();
            Set<String> schemaWide = new HashSet<>();
            try (ResultSet rows = statement.executeQuery(question(statement, kind))) {
                while (rows.next()) {
                    collect(GLOBAL, rows.getString(1), global);
                    collect(SCHEMA_WIDE, rows.getString(1), schemaWide);
                }
            }
            return new Grants(account(statement), Set.copyOf(global), Set.copyOf(schemaWide));
        }
    }

    /** The rights that capture needs and that are missing, as one finding with the statement that gives them. */
    List<Finding> missing() {
        List<String> missing = new ArrayList<>();
        if (!has("REPLICATION SLAVE", "REPLICATION REPLICA")) {
            missing.add("REPLICATION SLAVE");
        }
        // MariaDB calls it BINLOG MONITOR since 10.5, and takes the old name in a GRANT.
        if (!has("REPLICATION CLIENT", "BINLOG MONITOR")) {
            missing.add("REPLICATION CLIENT");
        }
        if (missing.isEmpty()) {
            return List.of();
        }
        String rights = String.join(", ", missing);
        return List.of(Finding.error(
                "The user " + account + " lacks the " + (missing.size() == 1 ? "right " : "rights ") + rights
                        + ", without which the binary log cannot be followed from a known place.",
                "Let an administrator run: GRANT " + rights + " ON *.* TO " + account + ";"));
    }

    private boolean has(String... names) {
        return global.contains(ALL) || List.of(names).stream().anyMatch(global::contains);
    }

    private static String question(Statement statement, DatabaseSource.Kind kind) throws SQLException {
        if (kind == DatabaseSource.Kind.MARIADB) {
            return "SHOW GRANTS";
        }
        // MySQL shows the rights of roles only when they are named.
        try (ResultSet row = statement.executeQuery("SELECT CURRENT_ROLE()")) {
            row.next();
            String roles = row.getString(1);
            return "SHOW GRANTS" + (roles == null || roles.equals("NONE") ? "" : " FOR CURRENT_USER() USING " + roles);
        }
    }

    private static void collect(Pattern kind, String grant, Set<String> rights) {
        Matcher given = kind.matcher(grant);
        if (given.matches()) {
            for (String right : given.group(1).split(",")) {
                rights.add(right.strip().toUpperCase(Locale.ROOT));
            }
        }
    }

    private static String account(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
            row.next();
            String account = row.getString(1);
            int at = account.lastIndexOf('@');
            return "'" + account.substring(0, at).replace("'", "''") + "'@'" + account.substring(at + 1) + "'";
        }
    }
}
