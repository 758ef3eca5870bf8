package shopstream.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.app.terminal.Terminal;

/** On a set of two tastes of thirty items each: whoever has items of one is to be told the five that are left of it. */
class EvaluateCommandTest {
    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @BeforeEach
    void writeTwoTastes() throws IOException {
        StringBuilder train = new StringBuilder();
        StringBuilder test = new StringBuilder();
        for (int user = 0; user < 60; user++) {
            train.append(line(user, 0, 25));
            test.append(line(user, 25, 30));
        }
        Files.writeString(directory.resolve("train.txt"), train);
        Files.writeString(directory.resolve("test.txt"), test);
    }

    private static String line(int user, int from, int to) {
        StringBuilder line = new StringBuilder().append(user);
        IntStream.range(from, to).forEach(i -> line.append(' ').append(user % 2 * 30 + (user / 2 + i) % 30));
        return line.append('\n').toString();
    }

    @Test
    void theTableHasEachMethodAndTheWhole() {
        assertThat(run("--dataset", directory.toString())).isZero();
        List<String> lines = text(results).lines().toList();
        assertThat(lines.get(0)).startsWith("METHOD").contains("RECALL@20", "NDCG@20", "TRAINED IN", "MEMORY");
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).startsWith("most popular");
        assertThat(lines.get(4)).startsWith("taste").contains("  1.0000  ");
        assertThat(text(words)).as("progress").contains("Most popular measured, 60 users");
    }

    @Test
    void jsonHasTheSameFigures() throws IOException {
        assertThat(run("--dataset", directory.toString(), "--json")).isZero();
        JsonNode methods = new ObjectMapper().readTree(text(results));
        assertThat(methods).hasSize(4);
        JsonNode popular = methods.get(0);
        assertThat(popular.get("method").asText()).isEqualTo("most popular");
        assertThat(popular.get("metrics").get("Recall@20").asDouble()).isBetween(0.01, 0.99);
        assertThat(popular.get("modelBytes").asLong()).isPositive();
        assertThat(popular.get("trainingSeconds").asDouble()).isNotNegative();
        assertThat(popular.get("predictionMicros").asDouble()).isPositive();
        assertThat(popular.get("predictionMicrosP90").asDouble()).isPositive();
        assertThat(methods.get(3).get("metrics").get("Recall@20").asDouble())
                .as("whoever knows the two tastes")
                .isEqualTo(1);
    }

    @Test
    void aRecommenderOfOnesOwnIsJudgedBesideTheOthers() throws IOException {
        StringBuilder table = new StringBuilder("user,item\n");
        for (String line : Files.readAllLines(directory.resolve("test.txt"))) {
            String[] words = line.split(" ");
            Stream.of(words).skip(1).forEach(item -> table.append(words[0] + "," + item + "\n"));
        }
        Files.writeString(directory.resolve("ready.csv"), table);

        assertThat(run("--dataset", directory.toString(), "--json", "--recommender", readyTable("user")))
                .isZero();

        JsonNode methods = new ObjectMapper().readTree(text(results));
        assertThat(methods).hasSize(5);
        assertThat(methods.get(2).get("method").asText()).isEqualTo("ready");
        assertThat(methods.get(2).get("metrics").get("Recall@20").asDouble()).isEqualTo(1);
        assertThat(methods.get(2).get("metrics").get("NDCG@20").asDouble()).isEqualTo(1);
    }

    @Test
    void aMistakeInOnesOwnRecommenderIsToldWithItsPlace() throws IOException {
        Files.writeString(directory.resolve("ready.csv"), "user,item\n1,2\n");

        assertThat(run("--dataset", directory.toString(), "--recommender", readyTable("users")))
                .isEqualTo(RootCommand.WRONG);

        assertThat(text(words)).contains("ready.yaml:1", "has no column `users`. Did you mean `user`?");
        assertThat(text(results)).isEmpty();
    }

    private String readyTable(String customer) throws IOException {
        return Files.writeString(
                        directory.resolve("ready.yaml"),
                        "{kind: table, file: ready.csv, customer: " + customer + ", product: item}")
                .toString();
    }

    @Test
    void aMistakeInTheDataIsToldWithItsPlace() throws IOException {
        Files.writeString(directory.resolve("test.txt"), "0 1\n1 two\n");
        assertThat(run("--dataset", directory.toString())).isEqualTo(RootCommand.WRONG);
        assertThat(text(words)).contains("test.txt: line 2 has \"two\"", "Next: ");
        assertThat(text(results)).isEmpty();
    }

    @Test
    void aFolderThatHoldsNoDataSetIsTold() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(run("--dataset", empty.toString())).isEqualTo(RootCommand.WRONG);
        assertThat(text(words)).contains("has neither train.txt nor train_sessions.txt", "Next: ");
    }

    @Test
    void withoutADataSetItSaysWhatItNeeds() {
        assertThat(run()).isEqualTo(RootCommand.WRONG);
        assertThat(text(words)).contains("No data set was named", "Next: Name a folder");
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(results, true, UTF_8),
                new PrintStream(words, true, UTF_8),
                false,
                false,
                Clock.systemUTC());
        return RootCommand.commandLine(terminal)
                .execute(Stream.concat(Stream.of("evaluate"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8);
    }
}
