package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A replication slot as the server shows it.
 *
 * @param ours whether it is a slot of this database for the plugin that capture reads
 * @param lost whether the server has given it up, so that changes are missing
 * @param heldBackBytes of write-ahead log that the server keeps for it
 */
record SlotState(
        String database, String plugin, boolean ours, boolean active, int activePid, boolean lost, long heldBackBytes) {

    /** The slot of that name; nothing when there is none. */
    static Optional<SlotState> of(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT database, plugin, database = current_database() AND plugin = 'pgoutput', active, active_pid,"
                        + " wal_status = 'lost' OR restart_lsn IS NULL,"
                        + " pg_current_wal_lsn() - restart_lsn FROM pg_replication_slots WHERE slot_name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new SlotState(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getInt(5),
                        row.getBoolean(6),
                        row.getLong(7)));
            }
        }
    }
}
