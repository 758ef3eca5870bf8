package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a binary log lacks of what comes after the place to go on from: the log was removed up to beyond it, ends
 * before it, as after a power cut, or is another one by now. Debezium notices only some of it.
 */
final class BinaryLogGap {
    private static final Pattern GLOBAL_ID = Pattern.compile("(\\d+)-\\d+-(\\d+)");
    private static final int FIRST_EVENT = 4;
    private static final int CANNOT_READ_EVENTS = 1220;

    private final Map<String, Long> files = new LinkedHashMap<>();
    private final Connection connection;

    private BinaryLogGap(Connection connection) {
        this.connection = connection;
    }

    /** What is wrong with a place that Debezium has kept, as a sentence; nothing when all after it is there. */
    static Optional<String> after(Map<String, ?> kept, Connection connection) throws SQLException {
        if (!(kept.get("file") instanceof String file) || !(kept.get("pos") instanceof Number position)) {
            return Optional.empty();
        }
        BinaryLogGap gap = new BinaryLogGap(connection);
        gap.list();
        Optional<String> problem = gap.place(file, position.longValue());
        return problem.isPresent() || !(kept.get("gtids") instanceof String ids) ? problem : gap.globalIds(ids);
    }

    private void list() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                files.put(rows.getString(1), rows.getLong(2));
            }
        }
    }

    private Optional<String> place(String file, long position) throws SQLException {
        Long size = files.get(file);
        String place = "Everything up to place " + position + " of the binary log's file " + file + " had been read";
        if (size == null) {
            return Optional.of(place + ", and the server no longer has this file (SHOW BINARY LOGS lists "
                    + String.join(", ", files.keySet())
                    + "): changes are missing. Let it keep its log longer (binlog_expire_logs_seconds).");
        }
        if (size < position) {
            return Optional.of(
                    place + ", and the file now ends at " + size
                            + ": the server has lost the end of its log (a power cut with sync_binlog = 0?), or begun it anew.");
        }
        if (position >= FIRST_EVENT && position < size && !isEvent(file, position)) {
            return Optional.of(place + ", where no event of the file begins now: the server has begun its log anew"
                    + " (RESET MASTER?).");
        }
        return Optional.empty();
    }

    private boolean isEvent(String file, long position) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SHOW BINLOG EVENTS IN '" + file.replace("'", "''") + "' FROM " + position + " LIMIT 1")) {
            return true;
        } catch (SQLException e) {
            // Anything else, such as a missing right, says nothing about the place.
            return e.getErrorCode() != CANNOT_READ_EVENTS;
        }
    }

    /** MariaDB counts transactions on, per domain, for as long as its log goes on. */
    private Optional<String> globalIds(String kept) throws SQLException {
        String now;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE 'gtid_binlog_pos'")) {
            now = row.next() ? row.getString(2) : null;
        }
        if (now == null) {
            return Optional.empty();
        }
        Map<String, Long> reached = counts(now);
        return counts(kept).entrySet().stream()
                .filter(id -> reached.getOrDefault(id.getKey(), 0L) < id.getValue())
                .findFirst()
                .map(id -> "Transactions up to " + kept + " had been read, and the server's binary log now ends at "
                        + (now.isEmpty() ? "none" : now) + ": it has lost the end of its log, or begun it anew.");
    }

    private static Map<String, Long> counts(String ids) {
        Map<String, Long> counts = new HashMap<>();
        Matcher id = GLOBAL_ID.matcher(ids);
        while (id.find()) {
            counts.merge(id.group(1), Long.parseLong(id.group(2)), Math::max);
        }
        return counts;
    }
}
