package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A moment of the source's own clock, and how far its binary log reached just after it: everything committed up to the
 * moment stands before the place.
 */
record LogHead(Instant sourceTime, LogPlace place) {

    /** Asks the source. The time is read first, so that the place can only be too far, never too near. */
    static LogHead ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Instant time;
            try (ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
                row.next();
                time = row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
            }
            return new LogHead(time, place(statement));
        }
    }

    /** The same place, for what was committed so much earlier. */
    LogHead earlier(Duration by) {
        return new LogHead(sourceTime.minus(by), place);
    }

    private static LogPlace place(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(question(statement.getConnection()))) {
            if (!row.next()) {
                throw new SQLException("The server has no binary log");
            }
            return LogPlace.of(row.getString(1), row.getLong(2));
        }
    }

    /** MySQL has a new name for it since 8.2, and forgot the old one in 8.4. */
    private static String question(Connection connection) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        boolean renamed = server.getDatabaseProductName().equals("MySQL")
                && 100 * server.getDatabaseMajorVersion() + server.getDatabaseMinorVersion() >= 802;
        return renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    }
}
