package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the source's log holds anything for us between the place that was reached and its head. A reader reports a place
 * behind transactions and changed definitions of our tables only, and so seems to lag behind everything else (other
 * definitions, rights, a change of log file) until the next transaction, unless the log itself is asked.
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
    private static final Set<String> NAMES_OF_TRANSACTIONS = Set.of("gtid", "anonymous_gtid");

    /** Statements that are no part of a transaction. */
    private static final Pattern ALONE = Pattern.compile(
            "(?s)(USE `[^`]*`; *)?(CREATE|ALTER|DROP|RENAME|TRUNCATE|GRANT|REVOKE|ANALYZE|OPTIMIZE|REPAIR|FLUSH|SET)\\b.*");

    private static final int MOST_EVENTS = 20;
    private static final int MOST_FILES = 3;
    private static final long FIRST_EVENT = 4;

    private final Connection connection;
    private final List<String> tables;

    /** @param tables those that are followed */
    LogTail(Connection connection, Collection<String> tables) {
        this.connection = connection;
        this.tables =
                tables.stream().map(table -> table.toUpperCase(Locale.ROOT)).toList();
    }

    /**
     * @param reached where the last event that the reader has dealt with ends, or, for a statement, begins
     * @param allStatements whether statements that speak of our tables have been dealt with too
     */
    boolean isEmpty(LogPlace reached, LogPlace head, boolean allStatements) throws SQLException {
        LogPlace from = reached;
        for (int files = 0; files < MOST_FILES && from.compareTo(head) < 0; files++) {
            if (!isSilent(from, allStatements, from.equals(reached))) {
                return false;
            }
            if (from.file() == head.file()) {
                return true;
            }
            from = new LogPlace(from.file() + 1, FIRST_EVENT, from.name());
        }
        return from.compareTo(head) >= 0;
    }

    private boolean isSilent(LogPlace from, boolean allStatements, boolean firstWasDealtWith) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SHOW BINLOG EVENTS IN '"
                        + from.fileName().replace("'", "''") + "' FROM " + from.offset() + " LIMIT " + MOST_EVENTS);
                ResultSet events = statement.executeQuery()) {
            int count = 0;
            while (events.next()) {
                String type = events.getString("Event_type").toLowerCase(Locale.ROOT);
                String text = String.valueOf(events.getString("Info")).toUpperCase(Locale.ROOT);
                boolean silent = SILENT.contains(type)
                        || NAMES_OF_TRANSACTIONS.contains(type) && !text.startsWith("BEGIN")
                        || type.equals("query") && isSilent(text, allStatements || count == 0 && firstWasDealtWith);
                if (!silent) {
                    return false;
                }
                count++;
            }
            return count > 0 && count < MOST_EVENTS;
        }
    }

    private boolean isSilent(String statement, boolean dealtWith) {
        return ALONE.matcher(statement).matches()
                && (dealtWith
                        || tables.stream().noneMatch(statement::contains)
                                && !statement.contains("DROP DATABASE")
                                && !statement.contains("DROP SCHEMA"));
    }
}
