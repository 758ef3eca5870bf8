package shopstream.ingestion.database;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.contracts.Contract;

/**
 * Everything that capture will need and do on a server, for whoever owns it: rights, locks, objects and load, with the
 * statements that give them. Told from the configuration alone; nothing is asked and nothing is done.
 *
 * @param parts in the order in which they matter
 */
public record SourcePlan(List<Part> parts) {
    public SourcePlan {
        parts = List.copyOf(parts);
    }

    /**
     * One matter.
     *
     * @param lines sentences, and statements that end in a semicolon
     */
    public record Part(String title, List<String> lines) {
        public Part {
            lines = List.copyOf(lines);
        }
    }

    public static SourcePlan of(DatabaseSource source, List<Contract> contracts) {
        return source.kind() == DatabaseSource.Kind.POSTGRESQL
                ? ofPostgres(source, contracts)
                : ofBinaryLog(source, contracts);
    }

    private static SourcePlan ofBinaryLog(DatabaseSource source, List<Contract> contracts) {
        String account = "'" + source.user().replace("'", "''") + "'@'%'";
        List<String> rights = new ArrayList<>();
        for (Contract contract : contracts) {
            rights.add("GRANT SELECT ON " + ConnectorSettings.quoted(source.database()) + "."
                    + ConnectorSettings.quoted(contract.physicalName()) + " TO " + account + ";");
        }
        rights.add("GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO " + account + ";");
        return new SourcePlan(List.of(
                new Part("Rights of the user " + source.user(), rights),
                new Part(
                        "Settings of the server",
                        List.of(
                                "log_bin on, binlog_format = ROW, binlog_row_image = FULL, server_id not 0; a replica also"
                                        + " log_slave_updates (log_replica_updates).")),
                new Part(
                        "Locks",
                        List.of(
                                "None, neither on the server (so no RELOAD) nor on rows: each chunk of rows is a plain"
                                        + " SELECT. While it runs, ALTER TABLE and TRUNCATE of its table wait for it.",
                                "No lock of somebody else's is waited for longer than 5 s; it is tried again later.")),
                reading(
                        source,
                        "A replica's lag is seen by a user of MariaDB with: GRANT SLAVE MONITOR ON *.* TO " + account
                                + ";"),
                new Part("Objects on the server", List.of("None are created and no row is written.")),
                new Part(
                        "Connections",
                        List.of("One that follows the binary log as a replica would, and two that ask short questions;"
                                + " while rows are read, two more."))));
    }

    private static Part reading(DatabaseSource source, String rights) {
        SnapshotBudget budget = source.budget();
        return new Part(
                "Reading all rows, at the first start and where changes are missing",
                List.of(
                        "Chunk by chunk in the order of the primary key, while changes are followed; resumed after a stop. A"
                                + " table whose key has no plain order (an enum, bytes) is read in one statement.",
                        "At most " + budget.rowsPerSecond()
                                + " rows a second. It pauses while the server carries out more"
                                + " than " + budget.mostBusy() + " statements at once, or is a replica more than "
                                + budget.mostLag().toSeconds() + " s behind (`snapshot:` in shop.yaml).",
                        rights));
    }

    private static SourcePlan ofPostgres(DatabaseSource source, List<Contract> contracts) {
        ServerObjects objects = source.serverObjects();
        String user = TableName.quoted(source.user());
        List<TableName> tables =
                contracts.stream().map(one -> TableName.of(source, one)).toList();
        List<String> rights = new ArrayList<>();
        rights.add("ALTER ROLE " + user + " REPLICATION;");
        tables.stream()
                .map(TableName::schema)
                .distinct()
                .forEach(schema ->
                        rights.add("GRANT USAGE ON SCHEMA " + TableName.quoted(schema) + " TO " + user + ";"));
        rights.add("GRANT SELECT ON " + tables.stream().map(TableName::quoted).collect(Collectors.joining(", "))
                + " TO " + user + ";");
        List<String> made = new ArrayList<>();
        made.add(
                objects.mayCreate()
                        ? "Created by `up`, since shop.yaml says create-server-objects: true. The publication needs the"
                                + " tables' owner and CREATE on the database; an administrator may create it instead:"
                        : "An administrator creates them in the database " + source.database()
                                + " (or shop.yaml says create-server-objects: true):");
        made.add(
                "First let `check` say that every table has a primary key by which rows are told apart: a table without one"
                        + " refuses every UPDATE and DELETE once it is published.");
        made.add(Publication.LOCK_TIMEOUT + ";");
        made.add(new Publication(objects.publication(), tables).creation());
        made.add(SlotHead.creation(objects.slot()));
        made.add("`./shopstream source release` drops both.");
        return new SourcePlan(List.of(
                new Part("Rights of the user " + source.user(), rights),
                new Part(
                        "Settings of the server",
                        List.of(
                                "ALTER SYSTEM SET wal_level = 'logical'; (needs a restart)",
                                "ALTER SYSTEM SET max_slot_wal_keep_size = '10GB'; (so that a capture that stays away cannot"
                                        + " fill the disk)",
                                "One free replication slot and one free walsender (max_replication_slots, max_wal_senders).",
                                "Every table has a primary key; tables with large values in captured columns log whole rows:"
                                        + " ALTER TABLE … REPLICA IDENTITY FULL; `check` says which.")),
                new Part("Objects on the server", made),
                new Part(
                        "What they hold back",
                        List.of(
                                "The slot keeps the server's log until it has been read: nothing while capture runs, as much"
                                        + " as is written while it does not. /api/status shows it; above "
                                        + objects.mostLogHeldBack() / (1 << 20)
                                        + " MB there is a warning (most-log-held-back in shop.yaml).")),
                new Part(
                        "Locks",
                        List.of(
                                "SHARE UPDATE EXCLUSIVE on the tables, for a moment, when the publication is created or"
                                        + " altered; the slot is created when the transactions that are open then have"
                                        + " ended.",
                                "ACCESS SHARE on the tables while rows are read: nobody's reading or writing waits, ALTER"
                                        + " TABLE and TRUNCATE do.",
                                "No lock is waited for longer than 5 s; then it is given up and tried again later.")),
                reading(
                        source,
                        "What others are carrying out is seen by a user with: GRANT pg_read_all_stats TO " + user
                                + ";"),
                new Part(
                        "What is written",
                        List.of(
                                "No row. After each chunk of rows, and on a quiet database a message of 100 bytes into the log every 4 s, while others"
                                        + " write up to four times a second (pg_logical_emit_message), so that the slot"
                                        + " moves on.")),
                new Part(
                        "Connections",
                        List.of(
                                "One that follows the log, and two or three that ask short questions; while rows are read,"
                                        + " two more."))));
    }
}
