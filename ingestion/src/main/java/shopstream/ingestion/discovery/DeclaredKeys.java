package shopstream.ingestion.discovery;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys that the tables of a schema declare. They are asked of the driver, since PostgreSQL's information_schema keeps
 * them from whoever may only read.
 */
final class DeclaredKeys {
    private final boolean postgresql;
    private final String schema;
    private final Asking asking;

    DeclaredKeys(DatabaseAddress address, String schema, Asking asking) {
        this.postgresql = address.postgresql();
        this.schema = schema;
        this.asking = asking;
    }

    /** The columns of the primary key, in its order; empty when there is none. */
    List<String> primary(String table) throws SQLException {
        asking.count();
        Map<Integer, String> key = new TreeMap<>();
        DatabaseMetaData metadata = asking.connection().getMetaData();
        try (ResultSet rows = metadata.getPrimaryKeys(catalog(), namespace(), table)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    /** The foreign keys that leave a table, wherever they lead. */
    List<ForeignKey> foreign(String table) throws SQLException {
        asking.count();
        Map<String, ForeignKey> keys = new LinkedHashMap<>();
        DatabaseMetaData metadata = asking.connection().getMetaData();
        try (ResultSet rows = metadata.getImportedKeys(catalog(), namespace(), table)) {
            while (rows.next()) {
                ForeignKey column = new ForeignKey(
                        table,
                        List.of(rows.getString("FKCOLUMN_NAME")),
                        rows.getString(postgresql ? "PKTABLE_SCHEM" : "PKTABLE_CAT"),
                        rows.getString("PKTABLE_NAME"),
                        List.of(rows.getString("PKCOLUMN_NAME")),
                        follows(rows.getInt("DELETE_RULE")) || follows(rows.getInt("UPDATE_RULE")));
                keys.merge(String.valueOf(rows.getString("FK_NAME")), column, DeclaredKeys::longer);
            }
        }
        return List.copyOf(keys.values());
    }

    /** Whether no two rows of the table have the same value in this column. */
    boolean unique(String table, String column) throws SQLException {
        asking.count();
        Map<String, List<String>> indexes = new HashMap<>();
        DatabaseMetaData metadata = asking.connection().getMetaData();
        try (ResultSet rows = metadata.getIndexInfo(catalog(), namespace(), table, true, true)) {
            while (rows.next()) {
                if (rows.getString("FILTER_CONDITION") == null) {
                    indexes.computeIfAbsent(String.valueOf(rows.getString("INDEX_NAME")), name -> new ArrayList<>())
                            .add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return indexes.containsValue(List.of(column));
    }

    private static ForeignKey longer(ForeignKey key, ForeignKey next) {
        List<String> columns = new ArrayList<>(key.columns());
        columns.addAll(next.columns());
        List<String> targetColumns = new ArrayList<>(key.targetColumns());
        targetColumns.addAll(next.targetColumns());
        return new ForeignKey(key.table(), columns, key.schema(), key.target(), targetColumns, key.cascading());
    }

    private static boolean follows(int rule) {
        return rule == DatabaseMetaData.importedKeyCascade
                || rule == DatabaseMetaData.importedKeySetNull
                || rule == DatabaseMetaData.importedKeySetDefault;
    }

    private String catalog() {
        return postgresql ? null : schema;
    }

    private String namespace() {
        return postgresql ? schema : null;
    }
}
