package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * By what the server's log tells which row of a table was changed. Without it a published table refuses every UPDATE and DELETE,
 * so that publishing it would stop the shop.
 *
 * @param table it, or a partition of it
 * @param kind as the server has it: d the primary key, f the whole row, i an index, n nothing
 * @param key whether there is a primary key that identifies rows, as one that is DEFERRABLE does not
 */
record ReplicaIdentity(TableName table, String kind, boolean key) {
    private static final String OF = "SELECT n.nspname, c.relname, c.relreplident, EXISTS (SELECT FROM pg_index i WHERE"
            + " i.indrelid = c.oid AND i.indisprimary AND i.indimmediate AND i.indisvalid) FROM pg_class c JOIN pg_namespace n"
            + " ON n.oid = c.relnamespace WHERE c.oid = to_regclass(?) OR c.oid IN (SELECT relid FROM"
            + " pg_partition_tree(to_regclass(?))) ORDER BY 1, 2";

    /** Of a table and, where it is divided, of its partitions; nothing when there is no such table. */
    static List<ReplicaIdentity> of(Connection connection, TableName table) throws SQLException {
        List<ReplicaIdentity> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF)) {
            statement.setString(1, table.quoted());
            statement.setString(2, table.quoted());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(new ReplicaIdentity(
                            new TableName(rows.getString(1), rows.getString(2)),
                            rows.getString(3),
                            rows.getBoolean(4)));
                }
            }
        }
        return all;
    }

    /** Whether rows can be changed once the table is published. */
    boolean allowsChanges() {
        return kind.equals("f") || kind.equals("i") || kind.equals("d") && key;
    }

    /** Whether a change is logged with the primary key at least. */
    boolean tellsKey() {
        return kind.equals("f") || kind.equals("d") && key;
    }

    /** Whether a change is logged with all of the row before it. */
    boolean tellsWholeRow() {
        return kind.equals("f");
    }

    /** For people: what is logged of a row that is changed. */
    String words() {
        return switch (kind) {
            case "n" -> "NOTHING";
            case "i" -> "USING INDEX";
            case "f" -> "FULL";
            default -> key ? "DEFAULT" : "DEFAULT, and its primary key is missing or DEFERRABLE";
        };
    }
}
