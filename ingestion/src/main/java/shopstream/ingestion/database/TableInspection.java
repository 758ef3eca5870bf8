package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.contracts.yaml.Nearest;

/** Whether the tables of a source are there and hold what their contracts say. */
final class TableInspection {
    private static final int NO_SUCH_TABLE = 1146;
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143);

    /** Its name, the table it refers to and what it does. */
    private static final Pattern ACTING_KEY =
            Pattern.compile("CONSTRAINT `((?:[^`]|``)+)` FOREIGN KEY \\([^)]*\\) REFERENCES (\\S+) \\([^)]*\\)"
                    + "((?: ON (?:DELETE|UPDATE) (?:CASCADE|SET NULL|SET DEFAULT))+)");

    private final DatabaseSource source;
    private final Connection connection;
    private final Grants grants;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> missing = new TreeSet<>();
    private boolean selectMissing;

    TableInspection(DatabaseSource source, Connection connection, Grants grants) {
        this.source = source;
        this.connection = connection;
        this.grants = grants;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Set<String> missingDatasets() {
        return Set.copyOf(missing);
    }

    void inspect(Contract contract) throws SQLException {
        if (!readable(contract)) {
            return;
        }
        Map<String, SourceColumn> columns = columns(contract.physicalName());
        for (Column column : contract.columns()) {
            inspect(contract, column, columns);
        }
        columns.forEach((name, column) -> {
            if (column.isUnknown()) {
                unknown(contract, name, column);
            }
        });
        key(contract);
        silentChanges(contract);
    }

    /** What a foreign key does to rows of its own table stands in no binary log. */
    private void silentChanges(Contract contract) throws SQLException {
        String table = ConnectorSettings.quoted(contract.physicalName());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SHOW CREATE TABLE " + ConnectorSettings.quoted(source.database()) + "." + table)) {
            Matcher key = ACTING_KEY.matcher(row.next() ? row.getString(2) : "");
            while (key.find()) {
                findings.add(Finding.note(
                        "The foreign key " + key.group(1) + " changes rows of " + contract.physicalName()
                                + " by itself ("
                                + key.group(3).strip() + ") when rows of " + key.group(2)
                                + " go or change, and the server does not write that into its log: the figures keep such rows"
                                + " as they were, until all rows are read anew.",
                        "Let the application delete or change these rows itself, and an administrator run: SET"
                                + " lock_wait_timeout = 5; ALTER TABLE " + table + " DROP FOREIGN KEY "
                                + ConnectorSettings.quoted(key.group(1)) + "; then add it without the action."));
            }
        }
    }

    /** Whether or not the contract names the column: Debezium then knows no definition of its table at all. */
    private void unknown(Contract contract, String name, SourceColumn column) {
        findings.add(Finding.error(
                "The table " + contract.physicalName() + " cannot be followed, because its column " + name
                        + " is of type " + column.type() + ", which the reader of the server's log does not know.",
                "Let the column be VARCHAR(45) in the database, or remove the contract "
                        + contract.place().file() + "."));
    }

    private boolean readable(Contract contract) throws SQLException {
        String table =
                ConnectorSettings.quoted(source.database()) + "." + ConnectorSettings.quoted(contract.physicalName());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM " + table + " LIMIT 0");
            return isTable(contract);
        } catch (SQLException refused) {
            if (refused.getErrorCode() == NO_SUCH_TABLE) {
                missing.add(contract.dataset());
                findings.add(Finding.note(
                        "The table " + contract.physicalName() + " that " + contract.place() + " names is not in "
                                + source.database() + " at " + source.address()
                                + "; what depends on it stays switched off."
                                + Nearest.of(contract.physicalName(), tables())
                                        .map(near -> " The nearest there is " + near + ".")
                                        .orElse(""),
                        "Create the table, correct physicalName, or remove the contract."));
                return false;
            }
            if (DENIED.contains(refused.getErrorCode())) {
                selectMissing(contract, table);
                return false;
            }
            throw refused;
        }
    }

    private void selectMissing(Contract contract, String table) throws SQLException {
        if (selectMissing) {
            return;
        }
        // Where nothing of the schema is visible, one statement for all of it is what is wanted.
        boolean whole = tables().isEmpty();
        selectMissing = whole;
        findings.add(Finding.error(
                "The user " + grants.account() + " may not read "
                        + (whole ? "the database " + source.database() : "the table " + contract.physicalName()) + ".",
                "Let an administrator run: GRANT SELECT ON "
                        + (whole ? ConnectorSettings.quoted(source.database()) + ".*" : table) + " TO "
                        + grants.account() + ";"));
    }

    private boolean isTable(Contract contract) throws SQLException {
        List<String> kind = asked(
                "SELECT TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                contract.physicalName());
        if (kind.stream().allMatch(type -> type.contains("TABLE") || type.contains("VERSIONED"))) {
            return true;
        }
        findings.add(Finding.error(
                contract.physicalName() + ", named by " + contract.place() + ", is a view, and the log of the server"
                        + " tells of tables only.",
                "Name the table that the view reads as physicalName."));
        return false;
    }

    private void inspect(Contract contract, Column column, Map<String, SourceColumn> columns) {
        SourceColumn found = columns.get(column.physicalName());
        if (found == null) {
            findings.add(Finding.error(
                    "The table " + contract.physicalName() + " has no column " + column.physicalName() + ", which "
                            + column.place() + " names."
                            + Nearest.of(column.physicalName(), columns.keySet())
                                    .map(near -> " The nearest there is " + near + ".")
                                    .orElse(""),
                    "Correct physicalName, remove the column from the contract, or let the user read it."));
            return;
        }
        Optional<String> misfit = found.misfit(column.type());
        misfit.ifPresent(reason -> findings.add(Finding.error(
                "The column " + contract.physicalName() + "." + column.physicalName() + " is " + found.definition()
                        + ", " + reason + " (" + column.place() + ").",
                "Correct the logicalType in the contract, or the column's type in the database.")));
    }

    private void key(Contract contract) throws SQLException {
        List<String> key = asked(
                "SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                        + " AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX",
                contract.physicalName());
        List<String> stated = contract.key().stream().map(Column::physicalName).toList();
        if (key.isEmpty()) {
            findings.add(Finding.error(
                    "The table " + contract.physicalName() + " has no primary key, so its rows cannot be told apart.",
                    "Let an administrator run: ALTER TABLE " + ConnectorSettings.quoted(source.database()) + "."
                            + ConnectorSettings.quoted(contract.physicalName()) + " ADD PRIMARY KEY ("
                            + stated.stream().map(ConnectorSettings::quoted).collect(Collectors.joining(", "))
                            + "); or remove the contract " + contract.place().file() + "."));
        } else if (!Set.copyOf(key).equals(Set.copyOf(stated))) {
            findings.add(Finding.error(
                    "The primary key of the table " + contract.physicalName() + " is (" + String.join(", ", key)
                            + "), and the contract at " + contract.place() + " says (" + String.join(", ", stated)
                            + ").",
                    "Set primaryKey and primaryKeyPosition in the contract on " + String.join(", ", key) + "."));
        }
    }

    private Map<String, SourceColumn> columns(String table) throws SQLException {
        Map<String, SourceColumn> columns = new LinkedHashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE FROM information_schema.COLUMNS"
                        + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION")) {
            statement.setString(1, source.database());
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), new SourceColumn(rows.getString(2), rows.getString(3)));
                }
            }
        }
        return columns;
    }

    private List<String> tables() throws SQLException {
        return asked(
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME LIKE ?", "%");
    }

    private List<String> asked(String question, String table) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, source.database());
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            }
        }
        return answers;
    }
}
