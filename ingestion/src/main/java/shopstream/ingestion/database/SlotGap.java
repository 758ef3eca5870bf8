package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a slot lacks of what comes after the place to go on from: it was made anew, or moved, by somebody else, or the
 * server's log ends before the place, as after a power cut or when an older copy of the server was put back.
 */
final class SlotGap {
    private SlotGap() {}

    /** What is wrong with a place that Debezium has kept, as a sentence; nothing when all after it is there. */
    static Optional<String> after(Map<String, ?> kept, Connection connection, String slot) throws SQLException {
        if (!"MESSAGE".equals(kept.get("messageType"))) {
            return Optional.of(
                    "The place to go on from is behind a transaction, as an earlier version of Shopstream kept it;"
                            + " behind it, rows of a transaction that was open then could be left out.");
        }
        long read = Stream.of("lsn", "lsn_commit", "lsn_proc")
                .map(kept::get)
                .filter(Number.class::isInstance)
                .mapToLong(number -> ((Number) number).longValue())
                .max()
                .orElse(0);
        if (read == 0) {
            return Optional.empty();
        }
        String place = "Everything up to " + LogPlace.ofSequenceNumber(read).sequenceNumber()
                + " of the write-ahead log had been read";
        Long end = PostgresServer.number(
                connection, "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint WHERE ? <> ''", slot);
        if (end != null && end < read) {
            return Optional.of(place + ", and the log now ends at "
                    + LogPlace.ofSequenceNumber(end).sequenceNumber()
                    + ": the server has lost the end of its log, or an older copy of it was put back.");
        }
        Long keeps = PostgresServer.number(
                connection,
                "SELECT (confirmed_flush_lsn - '0/0'::pg_lsn)::bigint FROM pg_replication_slots WHERE slot_name = ?",
                slot);
        return keeps == null || keeps <= read
                ? Optional.empty()
                : Optional.of(place + ", and the slot " + slot + " keeps only what comes after "
                        + LogPlace.ofSequenceNumber(keeps).sequenceNumber()
                        + ": somebody has made it anew or moved it, so the changes between are missing.");
    }
}
