package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether a PostgreSQL server's release, settings, rights and objects let its changes be followed. */
final class PostgresInspection {
    private static final int OLDEST = 140_000;
    private static final long RELEASED_WITHIN_MILLIS = 5_000;

    /** On Amazon RDS nobody is given the attribute; membership in one of these stands for it. */
    private static final String RDS_ROLES = "'rds_replication', 'rds_superuser', 'rdsadmin', 'rdsrepladmin'";

    private final DatabaseSource source;
    private final Connection connection;
    private final List<TableName> tables;
    private final boolean captureBegins;
    private final List<Finding> findings = new ArrayList<>();

    private PostgresInspection(
            DatabaseSource source, Connection connection, List<TableName> tables, boolean captureBegins) {
        this.source = source;
        this.connection = connection;
        this.tables = tables;
        this.captureBegins = captureBegins;
    }

    /**
     * @param tables that are there, can be read and may be published
     * @param captureBegins whether it is about to, so that nobody else may read the slot
     */
    static List<Finding> of(DatabaseSource source, Connection connection, List<TableName> tables, boolean captureBegins)
            throws SQLException {
        PostgresInspection inspection = new PostgresInspection(source, connection, tables, captureBegins);
        if (inspection.release() && inspection.primary() && inspection.logical()) {
            inspection.rights();
            inspection.seesOthers();
            inspection.slot();
            inspection.publication();
            inspection.limit();
        }
        return List.copyOf(inspection.findings);
    }

    private boolean release() throws SQLException {
        if (Integer.parseInt(value("SHOW server_version_num")) >= OLDEST) {
            return true;
        }
        findings.add(Finding.error(
                "The server at " + source.address() + " is PostgreSQL " + value("SHOW server_version")
                        + ", which is too old to be captured.",
                "Use PostgreSQL 14 or newer, whose log shows where reading may go on; 16 is tested."));
        return false;
    }

    private boolean primary() throws SQLException {
        if (!value("SELECT pg_is_in_recovery()").equals("t")) {
            return true;
        }
        findings.add(Finding.error(
                "The server at " + source.address()
                        + " is a standby. Before PostgreSQL 16 a standby cannot decode its log,"
                        + " and on none can be told how far a quiet one has been read.",
                "Write the primary's address; reading the log costs it little."));
        return false;
    }

    private boolean logical() throws SQLException {
        String level = value("SHOW wal_level");
        if (level.equals("logical")) {
            return true;
        }
        findings.add(Finding.error(
                "The server at " + source.address() + " has wal_level " + level
                        + ", and capture needs logical: the log does not hold rows otherwise.",
                "Let an administrator run: ALTER SYSTEM SET wal_level = 'logical'; and restart the server (on Amazon RDS:"
                        + " set rds.logical_replication to 1 in the parameter group, and reboot)."));
        return false;
    }

    private void rights() throws SQLException {
        String user = TableName.quoted(value("SELECT current_user"));
        if (!value("SELECT rolreplication OR rolsuper OR EXISTS (SELECT FROM pg_roles rds WHERE rds.rolname IN ("
                        + RDS_ROLES
                        + ") AND pg_has_role(current_user, rds.oid, 'MEMBER')) FROM pg_roles WHERE rolname"
                        + " = current_user")
                .equals("t")) {
            findings.add(Finding.error(
                    "The user " + user + " lacks the attribute REPLICATION, without which no slot can be read.",
                    "Let an administrator run: ALTER ROLE " + user
                            + " REPLICATION; (on Amazon RDS: GRANT rds_replication TO " + user + ";)"));
        }
        if (!value("SELECT has_function_privilege('pg_logical_emit_message(boolean, text, text)', 'EXECUTE')")
                .equals("t")) {
            findings.add(Finding.error(
                    "The user " + user
                            + " may not call pg_logical_emit_message, by which a quiet database's log is seen to"
                            + " have been read to its end.",
                    "Let an administrator run: GRANT EXECUTE ON FUNCTION pg_logical_emit_message(boolean, text, text) TO "
                            + user + ";"));
        }
    }

    /** Without it one's own sessions are seen only, and a server at its limit looks idle. */
    private void seesOthers() throws SQLException {
        if (!value("SELECT pg_has_role('pg_read_all_stats', 'USAGE')").equals("t")) {
            findings.add(Finding.note(
                    "The user '" + source.user()
                            + "' does not see what others are carrying out, so that the reading of all"
                            + " rows cannot pause for a busy server (most-busy in shop.yaml).",
                    "Let an administrator run: GRANT pg_read_all_stats TO " + TableName.quoted(source.user()) + ";"));
        }
    }

    private void slot() throws SQLException {
        ServerObjects objects = source.serverObjects();
        SlotState slot = captureBegins
                ? idle(objects.slot())
                : SlotState.of(connection, objects.slot()).orElse(null);
        if (slot == null) {
            freeSlot();
            if (!objects.mayCreate()) {
                findings.add(Finding.error(
                        "The replication slot " + objects.slot()
                                + " is not there, and shop.yaml does not let it be created.",
                        "Let an administrator run in the database " + source.database() + ": "
                                + SlotHead.creation(objects.slot())
                                + " or set `create-server-objects: true` under `source` in shop.yaml."));
            }
        } else if (!slot.ours()) {
            findings.add(Finding.error(
                    "The replication slot " + objects.slot() + " is of the database " + slot.database()
                            + " and the plugin " + slot.plugin() + ", not of " + source.database() + " and pgoutput.",
                    "Give this source another `name:` or the log another `prefix:` in shop.yaml."));
        } else if (slot.active() && !captureBegins) {
            findings.add(Finding.note(
                    "The replication slot " + objects.slot() + " is being read (server process " + slot.activePid()
                            + "), by this shop's `up` if that runs.",
                    "If it does not run, stop the other shopstream, or give one of the two another `log: prefix:`."));
        } else if (slot.active()) {
            findings.add(Finding.error(
                    "The replication slot " + objects.slot() + " is being read by somebody else (server process "
                            + slot.activePid() + ").",
                    "Stop the other shopstream, or give one of the two another `log: prefix:`."));
        } else if (slot.lost()) {
            findings.add(Finding.note(
                    "The server has given up the replication slot " + objects.slot()
                            + " (wal_status is lost), so changes are missing; all rows are read anew.",
                    objects.mayCreate()
                            ? "Nothing is to be done; the slot is made anew. Raise max_slot_wal_keep_size if it happens"
                                    + " again."
                            : "Let an administrator run: SELECT pg_drop_replication_slot('" + objects.slot() + "'); "
                                    + SlotHead.creation(objects.slot())));
        } else if (slot.heldBackBytes() > objects.mostLogHeldBack()) {
            findings.add(Finding.note(
                    "The replication slot " + objects.slot() + " holds back " + slot.heldBackBytes() / (1 << 20)
                            + " MB of log on the server.",
                    "Start capture, which reads it, or run ./shopstream source release."));
        }
    }

    /** After a kill the server takes a moment to notice that nobody reads the slot any more. */
    private SlotState idle(String name) throws SQLException {
        long deadline = System.currentTimeMillis() + RELEASED_WITHIN_MILLIS;
        SlotState slot = SlotState.of(connection, name).orElse(null);
        while (slot != null && slot.ours() && slot.active() && System.currentTimeMillis() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return slot;
            }
            slot = SlotState.of(connection, name).orElse(null);
        }
        return slot;
    }

    private void freeSlot() throws SQLException {
        shortage("max_replication_slots", value("SELECT count(*) FROM pg_replication_slots"), "replication slot");
        shortage("max_wal_senders", value("SELECT count(*) FROM pg_stat_replication"), "walsender");
    }

    private void shortage(String setting, String used, String what) throws SQLException {
        int most = Integer.parseInt(value("SHOW " + setting));
        if (Integer.parseInt(used) >= most) {
            findings.add(Finding.error(
                    "The server at " + source.address() + " has no " + what + " left: " + setting + " is " + most + ".",
                    "Let an administrator run: ALTER SYSTEM SET " + setting + " = " + (most + 5)
                            + "; and restart the server."));
        }
    }

    private void publication() throws SQLException {
        ServerObjects objects = source.serverObjects();
        Publication publication = new Publication(objects.publication(), tables);
        List<String> statements = publication.completion(connection);
        if (statements.isEmpty()) {
            return;
        }
        List<TableName> missing = publication.missing(connection);
        String statement = String.join(" ", statements);
        if (!objects.mayCreate()) {
            String what = missing.isEmpty()
                    ? " does not send changes of partitions under their table's name."
                    : " lacks the tables " + missing + ".";
            findings.add(Finding.error(
                    "The publication " + objects.publication()
                            + (publication.exists(connection)
                                    ? what
                                    : " is not there, and shop.yaml does not let it be created."),
                    "Let an administrator run: " + statement
                            + " or set `create-server-objects: true` under `source` in shop.yaml."));
        } else if (!mayPublish(missing)) {
            findings.add(Finding.error(
                    "The user '" + source.user()
                            + "' may not publish tables: that needs the tables' owner and CREATE on" + " the database.",
                    "Let the owner of the tables run: " + statement));
        }
    }

    private boolean mayPublish(List<TableName> missing) throws SQLException {
        boolean may = value("SELECT has_database_privilege(current_database(), 'CREATE')")
                .equals("t");
        for (TableName table : missing) {
            String name = table.quoted().replace("'", "''");
            may &= value("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = '" + name + "'::regclass")
                    .equals("t");
        }
        return may;
    }

    private void limit() throws SQLException {
        if (value("SHOW max_slot_wal_keep_size").equals("-1")) {
            findings.add(
                    Finding.note(
                            "The server at " + source.address()
                                    + " keeps log for slots without a limit (max_slot_wal_keep_size is"
                                    + " -1): if capture stays away for long, its disk fills up.",
                            "Let an administrator run: ALTER SYSTEM SET max_slot_wal_keep_size = '10GB'; SELECT pg_reload_conf();"));
        }
    }

    private String value(String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
