package shopstream.ingestion.database;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;

/** The rows of a table of MariaDB or MySQL. A key whose order cannot be asked for is read in one statement. */
final class BinaryLogRows implements TableRows {
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "numeric", "year");
    private static final Set<String> TEXTS = Set.of(
            "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "date", "datetime", "timestamp", "uuid");

    /** A column that the contract names, as the table has it. */
    private record Selected(String name, String type, RowCell cell) {}

    private final Connection connection;
    private final List<Selected> columns;
    private final List<Integer> key = new ArrayList<>();
    private final String select;
    private final boolean resumable;
    private List<String> after;
    private PreparedStatement whole;
    private ResultSet wholeRows;

    /** @param connection of its own, see {@link SourceConnection#openForRows} */
    BinaryLogRows(DatabaseSource source, Connection connection, Contract contract, List<String> after)
            throws SQLException {
        this.connection = connection;
        this.after = List.copyOf(after);
        this.columns = columns(source, contract);
        List<String> keyNames = keyNames(source, contract);
        for (String name : keyNames) {
            key.add(columns.stream().map(Selected::name).toList().indexOf(name));
        }
        this.resumable = !key.isEmpty()
                && key.stream()
                        .allMatch(at -> at >= 0
                                && (NUMBERS.contains(columns.get(at).type())
                                        || TEXTS.contains(columns.get(at).type())));
        this.select = "SELECT "
                + columns.stream()
                        .map(one -> BinaryLogCells.selected(ConnectorSettings.quoted(one.name()), one.type()))
                        .collect(Collectors.joining(", "))
                + " FROM " + ConnectorSettings.quoted(source.database()) + "."
                + ConnectorSettings.quoted(contract.physicalName());
    }

    @Override
    public Chunk read(int atMost) throws SQLException {
        if (!resumable) {
            return readOn(atMost);
        }
        List<String> names = key.stream()
                .map(at -> ConnectorSettings.quoted(columns.get(at).name()))
                .toList();
        String statement = select + (after.isEmpty() ? "" : " WHERE " + KeyOrder.behind(names)) + " ORDER BY "
                + String.join(", ", names) + " LIMIT " + atMost;
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            if (!after.isEmpty()) {
                int parameter = 0;
                for (int at : KeyOrder.parameters(key.size())) {
                    bind(prepared, ++parameter, columns.get(key.get(at)).type(), after.get(at));
                }
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

    private Chunk readOn(int atMost) throws SQLException {
        if (wholeRows == null) {
            whole = connection.prepareStatement(select);
            whole.setFetchSize(1000);
            wholeRows = whole.executeQuery();
        }
        List<Map<String, Object>> rows = new ArrayList<>(atMost);
        while (rows.size() < atMost && wholeRows.next()) {
            rows.add(values(wholeRows));
        }
        return new Chunk(rows, List.of(), rows.size() < atMost);
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
        for (int at : key) {
            values.add(row.getString(at + 1));
        }
        return values;
    }

    private static void bind(PreparedStatement prepared, int parameter, String type, String value) throws SQLException {
        if (NUMBERS.contains(type)) {
            BigDecimal number = new BigDecimal(value);
            if (number.scale() == 0 && number.precision() < 19) {
                prepared.setLong(parameter, number.longValueExact());
            } else {
                prepared.setBigDecimal(parameter, number);
            }
        } else {
            prepared.setString(parameter, value);
        }
    }

    /** A column that the table does not have is left out, as it is of changes. */
    private List<Selected> columns(DatabaseSource source, Contract contract) throws SQLException {
        Map<String, Selected> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE FROM information_schema.COLUMNS"
                        + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?")) {
            statement.setString(1, source.database());
            statement.setString(2, contract.physicalName());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String type = row.getString(2).toLowerCase(Locale.ROOT);
                    boolean nullable = row.getString(4).equals("YES");
                    found.put(
                            row.getString(1),
                            new Selected(row.getString(1), type, BinaryLogCells.of(type, row.getString(3), nullable)));
                }
            }
        }
        return contract.columns().stream()
                .map(Column::physicalName)
                .map(found::get)
                .filter(column -> column != null)
                .toList();
    }

    private List<String> keyNames(DatabaseSource source, Contract contract) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE"
                        + " TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX")) {
            statement.setString(1, source.database());
            statement.setString(2, contract.physicalName());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
