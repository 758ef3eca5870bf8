package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.app.crashes.Dialect.Grain;
import shopstream.app.crashes.SourceTruth;
import shopstream.demo.SampleDatabase;
import shopstream.eventlog.EmbeddedBroker;

/**
 * {@code ./shopstream up} on the course's own database: dates without times, no ratings, 28 countries, trailing blanks.
 * Needs the course's dump beside the project; it is skipped where that is missing.
 */
@Tag("thorough")
class CourseShopIT {
    static final Path DUMP = System.getenv("SHOPSTREAM_COURSE_DUMP") == null
            ? Path.of("..", "..", "shared", "data", "lab", "mysqlsampledatabase.sql")
            : Path.of(System.getenv("SHOPSTREAM_COURSE_DUMP"));

    @TempDir
    private Path directory;

    @Test
    void theCoursesDatabaseAddsUp() throws Exception {
        assumeThat(DUMP)
                .as("the course's database, which is not part of this project")
                .exists();
        try (SampleDatabase database = SampleDatabase.start(directory.resolve("database"), words -> {})) {
            load(DUMP, database);
            Map<String, String> environment = Map.of(
                    "SHOP_DB_URL", database.jdbcUrl(),
                    "SHOP_DB_USER", database.capture().name(),
                    "SHOP_DB_PASSWORD", database.capture().password());
            try (RunningShop shop =
                            RunningShop.up(directory.resolve("data"), Path.of("..", "shop", "shop.yaml"), environment);
                    Connection source = connect(database)) {
                String all = "from=2003-01-01&to=2005-12-31";
                SourceTruth truth = new SourceTruth(source, RunningShop.REGIONS);
                for (List<String> by : List.of(
                        List.<String>of(),
                        List.of("region"),
                        List.of("country"),
                        List.of("category"),
                        List.of("product"))) {
                    String question = "/api/sales?" + all + (by.isEmpty() ? "" : "&by=" + String.join(",", by));
                    assertThat(SourceTruth.answered(shop.get(question), false, by))
                            .as(question)
                            .isEqualTo(truth.figures(Grain.TOTAL, by));
                }
                BigDecimal counted = new BigDecimal(shop.get("/api/sales?" + all)
                        .get("rows")
                        .get(0)
                        .get("revenue")
                        .asText());
                assertThat(counted.add(cancelled(source))).isEqualByComparingTo("9604190.61");

                JsonNode answer = shop.get("/api/sales?grain=hour&" + all.replace("2003-01-01", "2005-01-01"));
                assertThat(answer.get("hasHours").asBoolean())
                        .as("a day has no hour")
                        .isFalse();
                JsonNode ratings = dataset(shop.get("/api/status"), "ratings");
                assertThat(ratings.get("message").asText()).contains("no table ratings");
                assertThat(shop.get("/api/runs").get("schedules"))
                        .filteredOn(schedule -> !schedule.get("off").isNull())
                        .singleElement()
                        .satisfies(schedule -> {
                            assertThat(schedule.get("name").asText()).isEqualTo("ratings-training");
                            assertThat(schedule.get("off").asText()).isEqualTo("off: the source has no ratings");
                        });
                assertThat(dataset(shop.get("/api/status"), "orderdetails")
                                .get("quarantined")
                                .asLong())
                        .isZero();
            }
        }
    }

    @Test
    void theLogMayBeABrokerThatIsThereAlready() throws Exception {
        assumeThat(DUMP)
                .as("the course's database, which is not part of this project")
                .exists();
        try (SampleDatabase database = SampleDatabase.start(directory.resolve("database"), words -> {});
                EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            load(DUMP, database);
            Path shopFolder = Path.of("..", "shop").toAbsolutePath().normalize();
            Path configuration = Files.writeString(
                    directory.resolve("shop.yaml"),
                    "source: {url: '${URL}', user: '${USER_NAME}', password: '${WORD}'}\n"
                            + "log: {prefix: elsewhere, bootstrap-servers: '" + broker.bootstrapServers() + "'}\n"
                            + List.of("contracts", "models", "seeds", "dashboards").stream()
                                    .map(folder -> folder + ": " + shopFolder.resolve(folder) + "\n")
                                    .collect(Collectors.joining()));
            Map<String, String> environment = Map.of(
                    "URL", database.jdbcUrl(),
                    "USER_NAME", database.capture().name(),
                    "WORD", database.capture().password());
            Path data = directory.resolve("data");
            try (RunningShop shop = RunningShop.up(data, configuration, environment);
                    Connection source = connect(database)) {
                assertThat(SourceTruth.answered(
                                shop.get("/api/sales?by=country&from=2003-01-01&to=2005-12-31"),
                                false,
                                List.of("country")))
                        .isEqualTo(
                                new SourceTruth(source, RunningShop.REGIONS).figures(Grain.TOTAL, List.of("country")));
                assertThat(data.resolve("log")).as("a broker of its own").doesNotExist();
            }
        }
    }

    private static JsonNode dataset(JsonNode status, String name) {
        for (JsonNode dataset : status.get("datasets")) {
            if (dataset.get("name").asText().equals(name)) {
                return dataset;
            }
        }
        throw new AssertionError("No dataset " + name);
    }

    static void load(Path dump, SampleDatabase database) throws Exception {
        String sql = Files.readString(dump, StandardCharsets.UTF_8)
                .replaceAll("(?is)CREATE DATABASE[^;]*;", "")
                .replaceAll("(?im)^USE [^;]*;", "");
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                // Every statement of the dump has to be fetched for the next one to run.
            }
        }
    }

    static Connection connect(SampleDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl() + "?allowMultiQueries=true",
                database.owner().name(),
                database.owner().password());
    }

    static BigDecimal cancelled(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet sum =
                        statement.executeQuery("SELECT COALESCE(SUM(quantityOrdered * priceEach), 0) FROM orderdetails"
                                + " JOIN orders USING (orderNumber) WHERE status = 'Cancelled'")) {
            sum.next();
            return sum.getBigDecimal(1);
        }
    }
}
