package shopstream.app.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.recommender.learning.TopicPast;

/** A delivery that is killed with -9 anywhere, again and again, and at last gets through, is everywhere once and the same. */
class KilledDeliveryIT {
    private static final int KILLS = 6;
    private static final long LONGEST_MILLIS = 4_000;

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void everyCustomerOfTheHourIsEverywhereOnceWhateverWasKilled() throws Exception {
        long seed = System.nanoTime() % 1_000_000;
        System.err.println("Seed " + seed);
        Random random = new Random(seed);
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"))) {
            int run = 0;
            for (; run < KILLS; run++) {
                boolean ended = killedAfter(broker.bootstrapServers(), run, random.nextLong(LONGEST_MILLIS));
                System.err.println("run " + run + (ended ? " got through" : " was killed"));
                if (ended) {
                    break;
                }
            }
            if (run == KILLS) {
                DeliveringProcess.deliver(broker.bootstrapServers(), directory, run);
            }
            Map<Integer, String> ofFiles = ofFiles();
            assertThat(ofFiles).as("seed %s", seed).hasSize(DeliveringProcess.CUSTOMERS);
            assertThat(ofTopic(broker.bootstrapServers())).as("seed %s", seed).isEqualTo(ofFiles);
            ofLake(ofFiles);
        }
    }

    /** @return whether it was done before it was killed */
    private boolean killedAfter(String broker, int run, long millis) throws IOException, InterruptedException {
        Path words = directory.resolve("run-" + run + ".out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeliveringProcess.class.getName(),
                        broker,
                        directory.toString(),
                        Integer.toString(run))
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .failFast(() -> !process.isAlive() && !Files.readString(words).contains("begun"))
                .until(() -> Files.readString(words).contains("begun"));
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return Files.readAllLines(words).contains("done");
    }

    /** Each customer's record in the only file of the hour. */
    private Map<Integer, String> ofFiles() throws IOException {
        Path hour = directory.resolve("files/year=2026/month=11/day=30/hour=16");
        List<Path> visible;
        try (Stream<Path> files = Files.list(hour)) {
            visible = files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
        assertThat(visible).hasSize(1);
        Map<Integer, String> records = new HashMap<>();
        for (String line : Files.readAllLines(visible.get(0))) {
            JsonNode record = new ObjectMapper().readTree(line);
            assertThat(records.put(record.get("customer_number").asInt(), line))
                    .as("twice: %s", line)
                    .isNull();
        }
        return records;
    }

    private static Map<Integer, String> ofTopic(String broker) {
        LogAddress log = new LogAddress(broker, Map.of(), "test", (short) 1);
        Map<Integer, String> records = new HashMap<>();
        try (TopicPast past = new TopicPast(log)) {
            past.newest(
                    log.names().recommendations(),
                    Long.MAX_VALUE,
                    record -> records.put(
                            Integer.valueOf(new String(record.key(), UTF_8)), new String(record.value(), UTF_8)));
        }
        return records;
    }

    /** Each customer has two places, once, with the score of the run that was delivered, which the file names too. */
    private void ofLake(Map<Integer, String> ofFiles) throws Exception {
        String score = new ObjectMapper()
                .readTree(ofFiles.get(0))
                .at("/recommended_items/0/score")
                .asText();
        try (Lake lake = Lake.open(LakeAddress.in(directory.resolve("lake")));
                Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duck.createStatement()
                        .executeQuery("SELECT count(*), count(DISTINCT (customer, position)), count(DISTINCT run),"
                                + " max(score) FILTER (position = 1), min(score) FILTER (position = 1) FROM read_parquet(["
                                + lake.recommendations().files().stream()
                                        .map(file -> "'" + file + "'")
                                        .collect(Collectors.joining(", "))
                                + "])")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2 * DeliveringProcess.CUSTOMERS);
            assertThat(rows.getInt(2)).isEqualTo(2 * DeliveringProcess.CUSTOMERS);
            assertThat(rows.getInt(3)).isEqualTo(1);
            assertThat(rows.getDouble(4)).isEqualTo(Double.parseDouble(score));
            assertThat(rows.getDouble(5)).isEqualTo(Double.parseDouble(score));
        }
    }
}
