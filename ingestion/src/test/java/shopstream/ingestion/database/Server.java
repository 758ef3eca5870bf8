package shopstream.ingestion.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real server for a test: it can be killed and started again on the same data. */
public interface Server extends AutoCloseable {
    /** A fresh server of a release: one of MariaDB's, {@link MySql#RELEASE} or {@link Postgres#RELEASE}. */
    static Server start(String release, Path directory) throws Exception {
        return switch (release) {
            case Postgres.RELEASE -> Postgres.start(directory);
            case MySql.RELEASE -> MySql.start(directory);
            default -> MariaDb.start(release, directory);
        };
    }

    void start() throws Exception;

    /** As a power cut would. */
    void kill();

    @Override
    void close();

    int port();

    /** A source as {@code user} sees it, whose word is its name, at this port: the server's own, or a relay's. */
    DatabaseSource source(String database, String user, int port);

    default DatabaseSource source(String database, String user) {
        return source(database, user, port());
    }

    /** Somebody who may do everything. */
    Connection administrator(String database) throws SQLException;

    /** SQL for the whole numbers of a range, one a row, in a column named seq. */
    String numbers(int first, int last);

    /** The type of a time without a zone. */
    String zoneless();

    /** Statements after which the one table is the one that was made as the other. */
    String[] exchanged(String table, String fresh);

    default void execute(String database, String... statements) throws SQLException {
        try (Connection connection = administrator(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    default List<String> column(String database, String question) throws SQLException {
        return column(database, question, 1);
    }

    default List<String> column(String database, String question, int number) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = administrator(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                values.add(rows.getString(number));
            }
        }
        return values;
    }
}
