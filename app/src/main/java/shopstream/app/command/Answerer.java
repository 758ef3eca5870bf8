package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shopstream.app.AskedShop;
import shopstream.app.DataDirectory;
import shopstream.app.Refusal;
import shopstream.app.http.SqlRoutes;
import shopstream.app.outside.FileTree;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dashboards;
import shopstream.warehouse.sql.AnswerFormat;
import shopstream.warehouse.sql.SqlAnswer;
import shopstream.warehouse.sql.SqlProblem;
import shopstream.warehouse.sql.SqlQuestion;
import shopstream.warehouse.store.WarehouseException;

/** Whoever answers the questions of a command: the program that runs on a data directory, or we ourselves where none does. */
sealed interface Answerer extends AutoCloseable permits Answerer.Running, Answerer.Stopped {
    /** @param content to be closed by who reads it */
    record Answered(InputStream content, long rows, boolean more) {}

    /** @throws Refusal saying why it has no answer */
    Answered answer(String sql, int limit, AnswerFormat format);

    /** The tables that can be read, as the API lists them. */
    JsonNode tables();

    @Override
    void close();

    /** @param shop the folder of the shop, which is read only where no program runs */
    static Answerer on(Path data, Path shop) {
        Optional<URI> address = DataDirectory.runningAt(data);
        if (address.isPresent()) {
            return new Running(new RunningProgram(address.get(), "Correct the question, and ask again."));
        }
        if (!Files.exists(data.resolve("warehouse").resolve("shop.duckdb"))) {
            throw new Refusal(
                    data.toAbsolutePath() + " has no warehouse.",
                    "Start the program on it with ./shopstream up or ./shopstream demo.");
        }
        Problems problems = new Problems();
        List<Contract> contracts = ContractFiles.read(shop.resolve("contracts"), problems);
        List<Dashboard> dashboards = Dashboards.read(shop.resolve("dashboards"), problems);
        problems.orThrow();
        try {
            Path scratch = Files.createTempDirectory("shopstream-sql");
            return new Stopped(AskedShop.stopped(data, scratch, dashboards, contracts, Clock.systemUTC()), scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder can be made", e);
        }
    }

    /** The program that runs, over its API. */
    record Running(RunningProgram program) implements Answerer {
        /** Longer than the program itself has. */
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public Answered answer(String sql, int limit, AnswerFormat format) {
            ObjectNode body = JSON.createObjectNode()
                    .put("sql", sql)
                    .put("limit", limit)
                    .put("format", format.name().toLowerCase(Locale.ROOT));
            HttpResponse<InputStream> answer = program.ask("/api/sql", body, PATIENCE);
            return new Answered(
                    answer.body(),
                    answer.headers().firstValueAsLong(SqlRoutes.ROWS).orElse(0),
                    answer.headers()
                            .firstValue(SqlRoutes.MORE)
                            .map(Boolean::parseBoolean)
                            .orElse(false));
        }

        @Override
        public JsonNode tables() {
            return program.get("/api/sql/tables");
        }

        @Override
        public void close() {}
    }

    /** The data as the program left it. @param scratch a folder that is gone afterwards */
    record Stopped(AskedShop shop, Path scratch) implements Answerer {
        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public Answered answer(String sql, int limit, AnswerFormat format) {
            try {
                SqlAnswer answer = shop.desk().answer(new SqlQuestion(sql, limit, format), () -> false);
                return new Answered(Files.newInputStream(answer.file()), answer.rows(), answer.more());
            } catch (SqlProblem problem) {
                throw new Refusal(problem.getMessage(), problem.nextStep());
            } catch (WarehouseException damaged) {
                throw new Refusal(damaged.getMessage(), "Start the program on it, and ask again.");
            } catch (IOException e) {
                throw new UncheckedIOException("The answer cannot be read", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refusal("Interrupted while computing the answer.", "Run it again.");
            }
        }

        @Override
        public JsonNode tables() {
            return JSON.valueToTree(shop.desk().tables());
        }

        @Override
        public void close() {
            shop.close();
            try {
                FileTree.delete(scratch);
            } catch (IOException left) {
                // It is below the folder for temporary files, which is removed with the process.
            }
        }
    }
}
