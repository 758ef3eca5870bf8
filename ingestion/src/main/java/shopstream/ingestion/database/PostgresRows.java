package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;

/** The rows of a table of PostgreSQL, whose every key has an order. */
final class PostgresRows implements TableRows {
    /** A column that the contract names, as the table has it. */
    private record Selected(String name, RowCell cell) {}

    private final Connection connection;
    private final List<Selected> columns;
    private final List<String> key;
    private final String select;
    private List<String> after;

    /** @param connection of its own, see {@link SourceConnection#openForRows} */
    PostgresRows(Connection connection, TableName table, Contract contract, List<String> after) throws SQLException {
        this.connection = connection;
        this.after = List.copyOf(after);
        this.columns = columns(table, contract);
        this.key = keyNames(table);
        this.select = "SELECT "
                + columns.stream().map(one -> TableName.quoted(one.name())).collect(Collectors.joining(", ")) + " FROM "
                + table.quoted();
    }

    @Override
    public Chunk read(int atMost) throws SQLException {
        String names = key.stream().map(TableName::quoted).collect(Collectors.joining(", "));
        String marks = key.stream().map(one -> "?").collect(Collectors.joining(", "));
        String statement = select + (after.isEmpty() ? "" : " WHERE (" + names + ") > (" + marks + ")") + " ORDER BY "
                + names + " LIMIT " + atMost;
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int at = 0; at < after.size(); at++) {
                // Of the type that the column has.
                prepared.setObject(at + 1, after.get(at), Types.OTHER);
            }
            List<Map<String, Object>> rows = new ArrayList<>(atMost);
            try (ResultSet row = prepared.executeQuery()) {
                while (row.next()) {
                    rows.add(values(row));
                    if (rows.size() == atMost) {
                        after = keyOf(row);
                    }
                }
            }
            return new Chunk(rows, after, rows.size() < atMost);
        }
    }

    private Map<String, Object> values(ResultSet row) throws SQLException {
        Map<String, Object> values = new HashMap<>(columns.size() * 2);
        for (int at = 0; at < columns.size(); at++) {
            values.put(columns.get(at).name(), columns.get(at).cell().read(row, at + 1));
        }
        return values;
    }

    private List<String> keyOf(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String name : key) {
            values.add(row.getString(name));
        }
        return values;
    }

    /** A column that the table does not have is left out, as it is of changes. */
    private List<Selected> columns(TableName table, Contract contract) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT a.attname, coalesce(b.typname, t.typname) FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
                        + " LEFT JOIN pg_type b ON b.oid = NULLIF(t.typbasetype, 0) WHERE a.attrelid = ?::regclass AND"
                        + " a.attnum > 0 AND NOT a.attisdropped")) {
            statement.setString(1, table.quoted());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    types.put(row.getString(1), row.getString(2));
                }
            }
        }
        List<Selected> found = new ArrayList<>();
        for (Column column : contract.columns()) {
            String type = types.get(column.physicalName());
            if (type != null) {
                found.add(new Selected(column.physicalName(), PostgresCells.of(column, type)));
            }
        }
        return List.copyOf(found);
    }

    private List<String> keyNames(TableName table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum ="
                        + " ANY(i.indkey) WHERE i.indrelid = ?::regclass AND i.indisprimary"
                        + " ORDER BY array_position(i.indkey::int2[], a.attnum)")) {
            statement.setString(1, table.quoted());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        if (names.isEmpty()) {
            throw new SQLException("The table " + table + " has no primary key, or may not be read");
        }
        return names;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
