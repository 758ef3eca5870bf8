package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a server's release and settings let its changes be followed. */
final class ServerInspection {
    private static final Pattern RELEASE = Pattern.compile("(?:5\\.5\\.5-)?(\\d+)\\.(\\d+).*");
    private static final String AND_RESTART = " under [mysqld] to the server's my.cnf and restart it.";

    private final DatabaseSource source;
    private final Statement statement;
    private final List<Finding> findings = new ArrayList<>();

    private ServerInspection(DatabaseSource source, Statement statement) {
        this.source = source;
        this.statement = statement;
    }

    static List<Finding> of(DatabaseSource source, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ServerInspection inspection = new ServerInspection(source, statement);
            inspection.release();
            inspection.binaryLog();
            return List.copyOf(inspection.findings);
        }
    }

    private void release() throws SQLException {
        String version = value("SELECT VERSION()");
        boolean mariaDb = version.toLowerCase(Locale.ROOT).contains("mariadb");
        if (mariaDb != (source.kind() == DatabaseSource.Kind.MARIADB)) {
            String actual = mariaDb ? "mariadb" : "mysql";
            findings.add(Finding.error(
                    "The server at " + source.address() + " is " + version + ", which is not the "
                            + (mariaDb ? "MySQL" : "MariaDB") + " that the source's address names.",
                    "Write jdbc:" + actual + "://" + source.address() + "/" + source.database() + "."));
            return;
        }
        Matcher numbers = RELEASE.matcher(version);
        if (!numbers.matches()) {
            return;
        }
        int major = Integer.parseInt(numbers.group(1));
        int release = 100 * major + Integer.parseInt(numbers.group(2));
        if (release < (mariaDb ? 1005 : 800)) {
            findings.add(Finding.error(
                    "The server at " + source.address() + " is " + version + ", which is too old to be captured.",
                    mariaDb
                            ? "Use MariaDB 10.5 or newer; 10.11 and 11.4 are tested."
                            : "Use MySQL 8.0 or newer; 9.7 is tested."));
        }
    }

    private void binaryLog() throws SQLException {
        if (!value("SELECT @@GLOBAL.log_bin").matches("1|ON")) {
            findings.add(Finding.error(
                    "The server at " + source.address() + " writes no binary log (log_bin is OFF), so changes cannot be"
                            + " followed.",
                    "Add the lines `log-bin = binlog`, `binlog_format = ROW`, `binlog_row_image = FULL` and"
                            + " `server-id = 1`" + AND_RESTART));
            return;
        }
        mustBe("binlog_format", "ROW");
        mustBe("binlog_row_image", "FULL");
        if (source.kind() == DatabaseSource.Kind.MYSQL
                && !value("SELECT @@GLOBAL.binlog_row_value_options").isEmpty()) {
            findings.add(Finding.error(
                    "The server at " + source.address() + " logs parts of JSON values (binlog_row_value_options is "
                            + value("SELECT @@GLOBAL.binlog_row_value_options") + "), and whole rows are needed.",
                    "Remove binlog_row_value_options from the server's my.cnf and run: SET GLOBAL"
                            + " binlog_row_value_options = '';"));
        }
        if (value("SELECT @@GLOBAL.server_id").equals("0")) {
            findings.add(Finding.error(
                    "The server at " + source.address() + " has server_id 0 and so refuses whoever follows its log.",
                    "Add the line `server-id = 1`" + AND_RESTART));
        }
    }

    private void mustBe(String variable, String wanted) throws SQLException {
        String actual = value("SELECT @@GLOBAL." + variable);
        if (!actual.equalsIgnoreCase(wanted)) {
            findings.add(Finding.error(
                    "The server at " + source.address() + " has " + variable + " " + actual + ", and capture needs "
                            + wanted + ": with anything else the log does not hold whole rows.",
                    "Add the line `" + variable + " = " + wanted
                            + "` under [mysqld] to the server's my.cnf, run: SET GLOBAL "
                            + variable + " = '" + wanted
                            + "'; and let the shop's programs connect anew, since a session"
                            + " keeps the setting it began with."));
        }
    }

    private String value(String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
