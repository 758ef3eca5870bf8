package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.contracts.yaml.Nearest;

/** Whether the tables of a PostgreSQL source are there, hold what their contracts say, and send whole rows. */
final class PostgresTables {
    /** From so many bytes a value may be moved out of its row while shorter ones stay; a row has room for four of them. */
    private static final int LARGE = 500;

    private final DatabaseSource source;
    private final Connection connection;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> missing = new TreeSet<>();
    private final List<TableName> publishable = new ArrayList<>();

    PostgresTables(DatabaseSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Set<String> missingDatasets() {
        return Set.copyOf(missing);
    }

    /** The tables that can be published without harm: a table without a key would refuse updates from then on. */
    List<TableName> publishable() {
        return List.copyOf(publishable);
    }

    void inspect(Contract contract) throws SQLException {
        TableName name = TableName.of(source, contract);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT c.oid, c.relkind, has_table_privilege(c.oid, 'SELECT') OR"
                        + " has_any_column_privilege(c.oid, 'SELECT'), has_schema_privilege(n.oid, 'USAGE') FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?")) {
            statement.setString(1, name.schema());
            statement.setString(2, name.table());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    absent(contract, name);
                } else if (!Set.of("r", "p").contains(row.getString(2))) {
                    error(
                            name + ", named by " + contract.place()
                                    + ", is not a table, and the log of the server tells of" + " tables only.",
                            "Name the table that it reads as physicalName.");
                } else if (!row.getBoolean(3) || !row.getBoolean(4)) {
                    error(
                            "The user '" + source.user() + "' may not read the table " + name + ".",
                            "Let an administrator run: GRANT USAGE ON SCHEMA " + TableName.quoted(name.schema())
                                    + " TO "
                                    + TableName.quoted(source.user()) + "; GRANT SELECT ON " + name.quoted() + " TO "
                                    + TableName.quoted(source.user()) + ";");
                } else {
                    inspect(contract, name, row.getLong(1));
                }
            }
        }
    }

    private void inspect(Contract contract, TableName name, long table) throws SQLException {
        Map<String, PostgresColumn> columns = columns(table);
        boolean large = false;
        for (Column column : contract.columns()) {
            PostgresColumn found = columns.get(column.physicalName());
            if (found == null) {
                error(
                        "The table " + name + " has no column " + column.physicalName() + ", which " + column.place()
                                + " names."
                                + Nearest.of(column.physicalName(), columns.keySet())
                                        .map(near -> " The nearest there is " + near + ".")
                                        .orElse(""),
                        "Correct physicalName, or remove the column from the contract.");
                continue;
            }
            large |= found.large();
            found.misfit(column.type())
                    .ifPresent(misfit -> error(
                            "The column " + name + "." + column.physicalName() + " is " + found.definition() + ", "
                                    + misfit.reason() + " (" + column.place() + ").",
                            misfit.nextStep()));
        }
        if (key(contract, name, table)) {
            List<ReplicaIdentity> identities = ReplicaIdentity.of(connection, name);
            for (ReplicaIdentity identity : identities) {
                wholeRows(identity, large);
            }
            if (identities.stream().allMatch(ReplicaIdentity::allowsChanges)) {
                publishable.add(name);
            }
        }
    }

    private boolean key(Contract contract, TableName name, long table) throws SQLException {
        List<String> key = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum ="
                        + " ANY(i.indkey) WHERE i.indrelid = ? AND i.indisprimary")) {
            statement.setLong(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    key.add(rows.getString(1));
                }
            }
        }
        List<String> stated = contract.key().stream().map(Column::physicalName).toList();
        if (key.isEmpty()) {
            error(
                    "The table " + name
                            + " has no primary key, so its rows cannot be told apart, and publishing it would"
                            + " make the shop's updates fail.",
                    "Let an administrator run: " + Publication.LOCK_TIMEOUT + "; ALTER TABLE " + name.quoted()
                            + " ADD PRIMARY KEY ("
                            + stated.stream().map(TableName::quoted).collect(Collectors.joining(", "))
                            + "); or remove the contract " + contract.place().file() + ".");
        } else if (!Set.copyOf(key).equals(Set.copyOf(stated))) {
            error(
                    "The primary key of the table " + name + " is (" + String.join(", ", key)
                            + "), and the contract at " + contract.place() + " says (" + String.join(", ", stated)
                            + ").",
                    "Set primaryKey and primaryKeyPosition in the contract on " + String.join(", ", key) + ".");
        }
        return !key.isEmpty();
    }

    private void wholeRows(ReplicaIdentity identity, boolean large) {
        TableName name = identity.table();
        boolean partial = large && !identity.tellsWholeRow();
        if (identity.tellsKey() && !partial) {
            return;
        }
        error(
                identity.tellsKey()
                        ? "The table " + name
                                + " has large values, which an update that does not change them leaves out of"
                                + " the log (REPLICA IDENTITY DEFAULT)."
                        : "The table " + name
                                + " does not log the primary key of rows that are changed or deleted (REPLICA"
                                + " IDENTITY " + identity.words() + ").",
                "Let the table's owner run: " + Publication.LOCK_TIMEOUT + "; ALTER TABLE " + name.quoted()
                        + " REPLICA IDENTITY " + (large || !identity.key() ? "FULL" : "DEFAULT") + ";");
    }

    private Map<String, PostgresColumn> columns(long table) throws SQLException {
        Map<String, PostgresColumn> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT a.attname, coalesce(b.typname, t.typname), coalesce(b.typcategory, t.typcategory),"
                        + " format_type(a.atttypid, a.atttypmod), a.attgenerated <> '', a.attstorage IN ('x', 'e') AND"
                        + " coalesce(b.typname, t.typname) <> 'numeric' AND NOT"
                        + " coalesce(NULLIF(greatest(a.atttypmod, t.typtypmod), -1) - 4 BETWEEN 0 AND " + LARGE
                        + ", false) FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = NULLIF(t.typbasetype, 0) WHERE"
                        + " a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum")) {
            statement.setLong(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(
                            rows.getString(1),
                            new PostgresColumn(
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getBoolean(5),
                                    rows.getBoolean(6)));
                }
            }
        }
        return columns;
    }

    private void absent(Contract contract, TableName name) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT tablename FROM pg_tables WHERE schemaname = ?")) {
            statement.setString(1, name.schema());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        missing.add(contract.dataset());
        findings.add(Finding.note(
                "The table " + name + " that " + contract.place() + " names is not in " + source.database() + " at "
                        + source.address() + "; what depends on it stays switched off."
                        + Nearest.of(name.table(), tables)
                                .map(near -> " The nearest there is " + near + ".")
                                .orElse("")
                        + (name.table().equals(name.table().toLowerCase(java.util.Locale.ROOT))
                                ? ""
                                : " Names without quotes are lower case in PostgreSQL."),
                "Create the table, correct physicalName, or remove the contract."));
    }

    private void error(String message, String nextStep) {
        findings.add(Finding.error(message, nextStep));
    }
}
