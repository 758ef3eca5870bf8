package shopstream.app.outputs;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shopstream.app.configuration.OutputsConfiguration;
import shopstream.recommender.outputs.EmbeddingsTarget;
import shopstream.recommender.outputs.PublishedEmbeddings;

/**
 * The tables {@code item_emb} and {@code user_emb} of a PostgreSQL database with the extension pgvector, each with an {@code id} and an
 * {@code embedding}, as the vector store of the course's shop has them. They are made where they are missing, and change in one
 * transaction, since vectors of two learnings must not be compared. Rows that stay the same are not written again.
 */
public final class VectorTables implements EmbeddingsTarget {
    private static final String ITEMS = "item_emb";
    private static final String USERS = "user_emb";

    /** Whoever holds a lock on a table for longer is not waited for. */
    private static final String LOCK_WAIT = "SET LOCAL lock_timeout = '10s'";

    private static final String SECONDS_TO_CONNECT = "10";
    private static final String SECONDS_TO_ANSWER = "300";
    private static final int BATCH = 1_000;

    private final OutputsConfiguration.Embeddings declared;

    public VectorTables(OutputsConfiguration.Embeddings declared) {
        this.declared = declared;
    }

    @Override
    public String words() {
        return declared.url().replaceFirst("\\?.*", "").replaceFirst("^jdbc:postgresql://", "PostgreSQL at ");
    }

    /** Whether vectors could be published, without writing anything. @throws IOException saying why not, and what to do */
    public void tryOut() throws IOException {
        try (Connection connection = connect()) {
            requireExtension(connection);
        } catch (SQLException refused) {
            throw refused(refused);
        }
    }

    @Override
    public void publish(PublishedEmbeddings embeddings) throws IOException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            requireExtension(connection);
            run(connection, LOCK_WAIT);
            replace(connection, ITEMS, IdType.VARCHAR, embeddings.width(), embeddings.products());
            IdType ofUsers = IdType.of(embeddings.customers().keySet());
            replace(connection, USERS, ofUsers, embeddings.width(), embeddings.customers());
            connection.commit();
        } catch (SQLException refused) {
            throw refused(refused);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", declared.user());
        properties.setProperty("password", declared.password());
        properties.setProperty("ApplicationName", "shopstream");
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("socketTimeout", SECONDS_TO_ANSWER);
        properties.setProperty("reWriteBatchedInserts", "true");
        // Statements that are kept on the server do not survive a pool of connections between it and us.
        properties.setProperty("prepareThreshold", "0");
        return DriverManager.getConnection(declared.url(), properties);
    }

    private static IOException refused(SQLException refused) {
        // The second line and those behind it are of the server's inner workings.
        String first = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
        return new IOException(
                first + ". Check `embeddings:` below `outputs:` in shop.yaml, and that its user may write there.",
                refused);
    }

    /** Making it takes rights that the user of the tables need not have; so it is asked for, not made. */
    private static void requireExtension(Connection connection) throws SQLException, IOException {
        if (text(connection, "SELECT extversion FROM pg_extension WHERE extname = 'vector'", Optional.empty())
                .isEmpty()) {
            throw new IOException(
                    "The database has no vectors yet. Let its administrator install pgvector there and run"
                            + " `CREATE EXTENSION vector`.");
        }
    }

    /** Lets a table hold these vectors and no others. */
    private void replace(Connection connection, String table, IdType made, int width, Map<String, float[]> vectors)
            throws SQLException, IOException {
        String name = declared.schema().map(schema -> schema + ".").orElse("") + table;
        String vector = "vector(" + width + ")";
        String columns = "(id " + made.sql() + " PRIMARY KEY, embedding " + vector + ")";
        run(connection, "CREATE TABLE IF NOT EXISTS " + name + " " + columns);
        String id = type(connection, name, "id");
        requireToFit(name, id, vectors);
        if (!type(connection, name, "embedding").equals(vector)) {
            // The old ones could not be compared with the new ones anyhow; rights and indexes stay.
            run(connection, "TRUNCATE " + name);
            run(connection, "ALTER TABLE " + name + " ALTER COLUMN embedding TYPE " + vector + " USING NULL");
        }
        String fresh = "fresh_" + table;
        run(connection, "CREATE TEMPORARY TABLE " + fresh + " (LIKE " + name + ") ON COMMIT DROP");
        fill(connection, fresh, id, vectors);
        run(
                connection,
                "DELETE FROM " + name + " old WHERE NOT EXISTS (SELECT FROM " + fresh + " new WHERE new.id = old.id)");
        run(
                connection,
                "INSERT INTO " + name + " AS old SELECT id, embedding FROM " + fresh
                        + " ON CONFLICT (id) DO UPDATE SET embedding = excluded.embedding"
                        + " WHERE old.embedding IS DISTINCT FROM excluded.embedding");
    }

    /** Ids in a table of somebody else's making may be narrower than the shop's. */
    private static void requireToFit(String name, String id, Map<String, float[]> vectors) throws IOException {
        Optional<String> unfit = IdType.called(id)
                .flatMap(type -> vectors.keySet().stream()
                        .filter(each -> !type.holds(each))
                        .findFirst());
        if (unfit.isPresent()) {
            throw new IOException("The id '" + unfit.get() + "' does not fit into " + name + ".id, which is " + id
                    + ". Change that column to varchar, or drop the table: it is made anew.");
        }
    }

    private static void fill(Connection connection, String table, String id, Map<String, float[]> vectors)
            throws SQLException {
        String insert = "INSERT INTO " + table + " (id, embedding) VALUES (?::" + id + ", ?::vector)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            int waiting = 0;
            for (Map.Entry<String, float[]> each : vectors.entrySet()) {
                statement.setString(1, each.getKey());
                statement.setString(2, written(each.getValue()));
                statement.addBatch();
                if (++waiting % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** As pgvector reads it. */
    private static String written(float[] vector) {
        return IntStream.range(0, vector.length)
                .mapToObj(at -> Float.toString(vector[at]))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** With its width, as {@code vector(32)}. @throws IOException where there is no such column */
    private static String type(Connection connection, String name, String column) throws SQLException, IOException {
        String asked = "SELECT format_type(atttypid, atttypmod) FROM pg_attribute" + " WHERE attrelid = '" + name
                + "'::regclass AND attname = ? AND NOT attisdropped";
        return text(connection, asked, Optional.of(column))
                .orElseThrow(() -> new IOException("The table " + name + " has no column " + column
                        + ". Give it `id` and `embedding`, or drop it: it is made anew."));
    }

    private static Optional<String> text(Connection connection, String sql, Optional<String> parameter)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (parameter.isPresent()) {
                statement.setString(1, parameter.get());
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
