package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/**
 * Whether the source's log holds anything of interest between a place that was reached and its head. A reader reports
 * the beginning of the last event when that was no transaction (a changed table definition, a right that was given), and
 * never reports what a change of log file writes, so without asking it would seem behind until the next transaction.
 */
final class LogTail {
    private static final Set<String> SILENT = Set.of(
            "format_desc",
            "rotate",
            "stop",
            "gtid_list",
            "binlog_checkpoint",
            "start_encryption",
            "previous_gtids",
            "heartbeat");
    private static final int MOST_EVENTS = 20;
    private static final long FIRST_EVENT = 4;

    private final Connection connection;

    LogTail(Connection connection) {
        this.connection = connection;
    }

    /** @param reached where the last event that the reader has dealt with begins, or where it ends */
    boolean isEmpty(LogPlace reached, LogPlace head) throws SQLException {
        LogPlace from = reached;
        // A restart makes a file or two; after more the reader will report something itself.
        for (int files = 0; files < 3 && from.compareTo(head) < 0; files++) {
            if (!isSilent(from, from.equals(reached))) {
                return false;
            }
            if (from.file() == head.file()) {
                return true;
            }
            from = new LogPlace(from.file() + 1, FIRST_EVENT, from.name());
        }
        return from.compareTo(head) >= 0;
    }

    private boolean isSilent(LogPlace from, boolean firstWasDealtWith) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SHOW BINLOG EVENTS IN '"
                        + from.fileName().replace("'", "''") + "' FROM " + from.offset() + " LIMIT " + MOST_EVENTS);
                ResultSet events = statement.executeQuery()) {
            int count = 0;
            while (events.next()) {
                String type = events.getString("Event_type").toLowerCase(Locale.ROOT);
                String text = String.valueOf(events.getString("Info")).toUpperCase(Locale.ROOT);
                // Outside of transactions a statement follows its transaction's name; standing first, it was dealt
                // with.
                boolean dealtWith =
                        count == 0 && firstWasDealtWith && type.equals("query") && !text.startsWith("BEGIN");
                if (!dealtWith && !SILENT.contains(type)) {
                    return false;
                }
                count++;
            }
            return count > 0 && count < MOST_EVENTS;
        }
    }
}
