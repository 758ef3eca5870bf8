package shopstream.warehouse.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shopstream.warehouse.training.Sql;

/**
 * The program of a process that answers questions: an order a line on standard input, a reply a line on standard output. Each
 * question has a DuckDB of its own, which is locked before the question is asked. Ends with its standard input.
 */
public final class SqlWorker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection parsing;

    private SqlWorker(Connection parsing) {
        this.parsing = parsing;
    }

    /** Answers until nobody asks any more. */
    public static void main(String[] arguments) throws IOException, SQLException {
        PrintStream replies = System.out;
        System.setOut(System.err);
        try (Connection parsing = DriverManager.getConnection("jdbc:duckdb:", settings())) {
            SqlWorker worker = new SqlWorker(parsing);
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                WorkerReply reply = worker.reply(JSON.readValue(order, WorkerOrder.class));
                replies.println(JSON.writeValueAsString(reply));
                replies.flush();
            }
        }
    }

    private WorkerReply reply(WorkerOrder order) {
        Set<String> reads = Set.of();
        try {
            reads = SqlStatement.tables(parsing, order.sql(), order.tables());
            if (order.preparation() == null) {
                return new WorkerReply(reads, 0, false, null);
            }
            return answer(order, reads);
        } catch (SqlProblem problem) {
            return WorkerReply.refused(problem);
        } catch (SQLException failed) {
            return WorkerReply.refused(DuckDbMessage.of(failed).problem(List.of()));
        }
    }

    private static WorkerReply answer(WorkerOrder order, Set<String> reads) throws SQLException {
        try (Connection connection = locked(order.preparation())) {
            try {
                AnswerFile.Written written = new AnswerFile(connection, order.preparation()).write(order.sql());
                return new WorkerReply(reads, written.rows(), written.more(), null);
            } catch (SQLException failed) {
                return WorkerReply.refused(DuckDbMessage.of(failed).problem(columns(connection, reads)));
            } catch (IOException unwritten) {
                return WorkerReply.refused(DuckDbMessage.noRoom(unwritten.getMessage()));
            }
        }
    }

    /** A DuckDB that has opened what a question needs, can open nothing else, and whose settings cannot be changed. */
    static Connection locked(WorkerOrder.Preparation preparation) throws SQLException {
        Properties settings = settings();
        settings.setProperty("memory_limit", preparation.memory());
        settings.setProperty("temp_directory", preparation.spill());
        settings.setProperty("max_temp_directory_size", "4GB");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        try {
            prepare(connection, preparation);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("threads", "1");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("jdbc_stream_results", "true");
        return settings;
    }

    private static void prepare(Connection connection, WorkerOrder.Preparation preparation) throws SQLException {
        Sql.run(connection, "SET TimeZone = 'UTC'");
        Sql.run(connection, "ATTACH ':memory:' AS lake");
        Sql.run(connection, "USE lake");
        for (String statement : preparation.lake()) {
            Sql.run(connection, statement);
        }
        if (preparation.shown() == null) {
            Sql.run(connection, "USE memory");
        } else {
            Sql.run(connection, "ATTACH " + Sql.text(preparation.shown()) + " AS shown (READ_ONLY)");
            Sql.run(connection, "USE shown");
        }
        String allowed = Stream.concat(
                        preparation.files().stream(),
                        preparation.format() == AnswerFormat.PARQUET ? Stream.of(preparation.out()) : Stream.empty())
                .map(Sql::text)
                .collect(Collectors.joining(", "));
        Sql.run(connection, "SET allowed_paths = [" + allowed + "]");
        Sql.run(connection, "SET enable_external_access = false");
        Sql.run(connection, "SET lock_configuration = true");
    }

    /** The columns of what a question reads. */
    private static List<String> columns(Connection connection, Set<String> tables) throws SQLException {
        return tables.isEmpty()
                ? List.of()
                : Sql.texts(
                        connection,
                        tables.stream()
                                .map(table -> "SELECT column_name FROM (DESCRIBE TABLE " + quoted(table) + ")")
                                .collect(Collectors.joining(" UNION ")));
    }

    private static String quoted(String table) {
        return table.startsWith("lake.") ? "lake." + Sql.name(table.substring("lake.".length())) : Sql.name(table);
    }
}
