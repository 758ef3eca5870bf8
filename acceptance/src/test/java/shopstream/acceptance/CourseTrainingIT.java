package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.demo.SampleDatabase;

/**
 * The course's training set, out of the course's database: captured, kept in the lake, and row for row what the course
 * publishes. Needs the course's files beside the project; it is skipped where they are missing.
 */
class CourseTrainingIT {
    private static final Path RATINGS = CourseShopIT.DUMP.resolveSibling("ratings_derived.csv");
    private static final Path PUBLISHED = CourseShopIT.DUMP.resolveSibling("ratings_ml_training_dataset.csv");
    private static final Pattern VALUE = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,]*))(?:,|$)");

    @TempDir
    private Path directory;

    private Path data;

    @Test
    void theCoursesTrainingSetIsWhatTheCoursePublishes() throws Exception {
        assumeThat(PUBLISHED)
                .as("the course's training set, which is not part of this project")
                .exists();
        data = directory.resolve("data");
        try (SampleDatabase database = SampleDatabase.start(directory.resolve("database"), words -> {})) {
            CourseShopIT.load(CourseShopIT.DUMP, database);
            try (Connection owner = CourseShopIT.connect(database)) {
                rate(owner);
            }
            Map<String, String> environment = Map.of(
                    "SHOP_DB_URL", database.jdbcUrl(),
                    "SHOP_DB_USER", database.capture().name(),
                    "SHOP_DB_PASSWORD", database.capture().password());
            try (RunningShop shop = RunningShop.up(data, Path.of("..", "shop", "shop.yaml"), environment);
                    Connection owner = CourseShopIT.connect(database)) {
                Path first = directory.resolve("first");
                built(first, "--format", "csv");
                assertThat(rows(first)).containsExactlyElementsOf(published());
                assertThat(first.resolve("customerNumber=103")).isDirectory();

                // As of a moment in which nothing came: what comes later changes nothing.
                TimeUnit.SECONDS.sleep(2);
                built(directory.resolve("before"));
                String moment =
                        manifest(directory.resolve("before")).get("asOf").asText();
                TimeUnit.SECONDS.sleep(2);
                try (Statement statement = owner.createStatement()) {
                    statement.execute("UPDATE customers SET city = 'Bergen' WHERE customerNumber = 299");
                    statement.execute("DELETE FROM ratings WHERE customerNumber = 103");
                }
                built(directory.resolve("after"));
                built(directory.resolve("as-of"), "--as-of", moment);
                built(
                        directory.resolve("like"),
                        "--like",
                        first.resolve("manifest.json").toString());
                assertThat(checksum("before")).isEqualTo(checksum("first"));
                assertThat(checksum("as-of")).isEqualTo(checksum("first"));
                assertThat(checksum("like")).isEqualTo(checksum("first"));
                assertThat(checksum("after")).isNotEqualTo(checksum("first"));
                assertThat(manifest(directory.resolve("after")).get("rows").asInt())
                        .isLessThan(published().size());
                assertThat(shop.get("/api/status").get("lake").get("state").asText())
                        .isEqualTo("running");
            }
            // Also when nothing runs.
            built(
                    directory.resolve("stopped"),
                    "--like",
                    directory.resolve("first/manifest.json").toString());
            assertThat(checksum("stopped")).isEqualTo(checksum("first"));
            OneCommand.Ended early = build(directory.resolve("early"), "--as-of", "2020-01-01T00:00:00Z");
            assertThat(early.exitCode()).isEqualTo(1);
            assertThat(early.words())
                    .contains("The lake knows `", "2020-01-01T00:00:00Z", "Next: Choose a later moment");
            assertThat(directory.resolve("early")).doesNotExist();
        }
    }

    private void built(Path out, String... options) throws Exception {
        OneCommand.Ended ended = build(out, options);
        assertThat(ended.exitCode()).as(ended.words()).isZero();
        assertThat(ended.output().strip()).isEqualTo(out.toString());
    }

    private OneCommand.Ended build(Path out, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "training-set",
                "build",
                "ratings_ml_training",
                "--shop",
                "../shop",
                "--data",
                data.toString(),
                "--out",
                out.toString()));
        arguments.addAll(List.of(options));
        return OneCommand.run(directory, Map.of(), arguments.toArray(String[]::new));
    }

    private static JsonNode manifest(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
    }

    private String checksum(String folder) throws IOException {
        return manifest(directory.resolve(folder)).get("checksum").asText();
    }

    private static void rate(Connection owner) throws Exception {
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE ratings (customerNumber INT NOT NULL, productCode VARCHAR(15) NOT NULL,"
                    + " productRating SMALLINT NOT NULL, PRIMARY KEY (customerNumber, productCode))");
        }
        try (PreparedStatement insert = owner.prepareStatement("INSERT INTO ratings VALUES (?, ?, ?)")) {
            for (String line : Files.readAllLines(RATINGS).stream().skip(1).toList()) {
                List<String> values = values(line);
                for (int i = 0; i < 3; i++) {
                    insert.setString(i + 1, values.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<String> published() throws IOException {
        return Files.readAllLines(PUBLISHED).stream()
                .skip(1)
                .map(line -> String.join("|", values(line)))
                .sorted()
                .toList();
    }

    /** The rows of a set that was built as CSV, with the customer of their folder behind them, as the course has them. */
    private static List<String> rows(Path set) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(set)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                String customer = file.getParent().getFileName().toString().replace("customerNumber=", "");
                List<String> lines = Files.readAllLines(file);
                assertThat(lines.get(0))
                        .isEqualTo("city,state,postalCode,country,creditLimit,productCode,productLine,productScale,"
                                + "quantityInStock,buyPrice,MSRP,productRating");
                lines.stream().skip(1).forEach(line -> rows.add(String.join("|", values(line)) + "|" + customer));
            }
        }
        return rows.stream().sorted().toList();
    }

    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        Matcher matcher = VALUE.matcher(line);
        int end = 0;
        while (end < line.length() && matcher.find(end)) {
            values.add(
                    matcher.group(1) == null
                            ? matcher.group(2)
                            : matcher.group(1).replace("\"\"", "\""));
            end = matcher.end();
        }
        return values;
    }
}
