package shopstream.ingestion.database;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The replication slot before it is read: made where it is missing, moved to the log's end where all rows are read anew. */
final class SlotHead {
    private static final long PATIENCE_MILLIS = 8_000;

    private final String name;

    SlotHead(String name) {
        this.name = name;
    }

    /** The statement by which an administrator creates it. */
    static String creation(String name) {
        return "SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput');";
    }

    /**
     * Whether the slot is there and has kept what was not read yet. Else it is made anew where that is allowed.
     *
     * @throws CaptureRefused when it may not be made, is another database's, or is being read by somebody else
     */
    boolean present(Connection connection, boolean mayCreate) throws SQLException {
        SlotState slot = SlotState.of(connection, name).orElse(null);
        if (slot != null && !slot.ours()) {
            throw new CaptureRefused(
                    "The slot " + name + " belongs to the database " + slot.database() + " (plugin " + slot.plugin()
                            + "), not to this source. Give this source or installation another name: the slot is named"
                            + " after both.",
                    true);
        }
        if (slot != null && slot.active()) {
            throw new CaptureRefused(
                    "The slot " + name + " is being read by the server process " + slot.activePid()
                            + ", so somebody else follows this source under the same name. Stop that one, or give one of"
                            + " both another `log: prefix:`; SELECT * FROM pg_stat_replication; tells who it is.",
                    false);
        }
        if (slot != null && !slot.lost()) {
            return true;
        }
        if (!mayCreate) {
            throw new CaptureRefused(
                    (slot == null
                                    ? "The slot " + name + " is not there"
                                    : "The server has given up the slot " + name
                                            + " (wal_status is lost: it held back more"
                                            + " than max_slot_wal_keep_size)")
                            + ", so the log is not kept. Let an administrator run: "
                            + (slot == null ? "" : "SELECT pg_drop_replication_slot('" + name + "'); ")
                            + creation(name) + " or set `create-server-objects: true` under `source` in shop.yaml. All"
                            + " rows are read anew then.",
                    false);
        }
        if (slot != null) {
            call(connection, "SELECT pg_drop_replication_slot(?)", name);
        }
        call(connection, "SELECT pg_create_logical_replication_slot(?, 'pgoutput')", name);
        return false;
    }

    /**
     * Lets the slot keep only what is committed from now on, and returns when everything committed before is visible, so
     * that rows read from then on and changes read from the slot leave nothing out between them.
     */
    void moveToEnd(Connection connection) throws SQLException {
        call(
                connection,
                "SELECT pg_replication_slot_advance(slot_name, pg_current_wal_lsn()) FROM pg_replication_slots WHERE"
                        + " slot_name = ? AND confirmed_flush_lsn < pg_current_wal_lsn()",
                name);
        awaitOpenTransactions(connection);
    }

    /** Returns when every transaction that is open now has ended, and so is in the log and visible, or is gone. */
    void awaitOpenTransactions(Connection connection) throws SQLException {
        // A transaction is in the log a little before it is visible, with synchronous replication even for long.
        long running = read(connection, "SELECT txid_snapshot_xmax(txid_current_snapshot())");
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (read(connection, "SELECT txid_snapshot_xmin(txid_current_snapshot())") < running) {
            if (System.currentTimeMillis() > deadline) {
                throw new CaptureRefused(
                        "The snapshot could not begin: a transaction has been open for more than "
                                + PATIENCE_MILLIS / 1000
                                + " s; it is tried again, and nothing is held meanwhile. SELECT pid, xact_start, query FROM"
                                + " pg_stat_activity WHERE backend_xid IS NOT NULL; tells which it is.",
                        false);
            }
            try {
                MILLISECONDS.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new CaptureRefused("Interrupted while the snapshot began.", false);
            }
        }
    }

    private static long read(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void call(Connection connection, String question, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, parameter);
            statement.execute();
        }
    }
}
