package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A moment of the source's own clock, and how far its binary log reached just after it: everything committed up to the
 * moment stands before the place.
 *
 * @param transactions MariaDB's last global transaction of each domain; empty on other servers
 */
record LogHead(Instant sourceTime, LogPlace place, Transactions transactions) {

    /** Asks the source. The time is read first, so that the place can only be too far, never too near. */
    static LogHead ask(Connection connection, DatabaseSource.Kind kind) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Instant time;
            try (ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
                row.next();
                time = row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
            }
            Transactions transactions = Transactions.NONE;
            if (kind == DatabaseSource.Kind.MARIADB) {
                try (ResultSet row = statement.executeQuery("SELECT @@gtid_binlog_pos")) {
                    row.next();
                    transactions = Transactions.parse(row.getString(1));
                }
            }
            return new LogHead(time, place(statement), transactions);
        }
    }

    /**
     * Whether all of it has been read: up to the place, or up to the last transaction. (After a change of log file the
     * head stands behind entries that are no transactions, which no reader reports.)
     */
    boolean isReachedBy(LogPlace delivered, Transactions deliveredTransactions) {
        return delivered.compareTo(place) >= 0
                || (!transactions.isEmpty() && deliveredTransactions.include(transactions));
    }

    private static LogPlace place(Statement statement) throws SQLException {
        SQLException first;
        try {
            return place(statement, "SHOW MASTER STATUS");
        } catch (SQLException renamedInMySql84) {
            first = renamedInMySql84;
        }
        try {
            return place(statement, "SHOW BINARY LOG STATUS");
        } catch (SQLException neither) {
            throw first;
        }
    }

    private static LogPlace place(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            if (!row.next()) {
                throw new SQLException("The server has no binary log");
            }
            return LogPlace.of(row.getString(1), row.getLong(2));
        }
    }
}
