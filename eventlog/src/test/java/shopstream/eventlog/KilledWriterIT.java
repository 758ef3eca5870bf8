package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Accepted;
import shopstream.contracts.Rejected;
import shopstream.contracts.Verdict;

/** A writer that is killed anywhere, and reads its source again, neither loses nor doubles a record or a count. */
class KilledWriterIT {
    private static final int CHANGES = 40_000;

    @TempDir
    Path directory;

    @Test
    void countsAndRecordsAreExactAfterKills() throws Exception {
        long seed = System.nanoTime() % 1_000_000;
        System.err.println("Seed " + seed);
        Random random = new Random(seed);
        for (int kill = 1; kill <= 3; kill++) {
            killAfter(seed, kill * 9_000 + random.nextInt(3_000));
        }
        assertThat(finish(seed)).as("seed %s", seed).isEqualTo("done " + expectedCounts(seed));
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            LogAddress address = new LogAddress(broker.bootstrapServers(), Map.of(), "test", (short) 1);
            Map<String, String> rows = new HashMap<>();
            Set<String> positions = new HashSet<>();
            try (TopicReader reader = new TopicReader(address)) {
                reader.everything(address.names().dataset(Fixture.SOURCE, "items"), record -> {
                    assertThat(positions.add(RecordHeader.text(record.headers(), RecordHeader.POSITION)))
                            .as("written once, seed %s", seed)
                            .isTrue();
                    rows.put(Fixture.text(record.key()), Fixture.text(record.value()));
                });
            }
            rows.values().removeIf("null"::equals);
            assertThat(rows).as("seed %s", seed).isEqualTo(expectedRows(seed));
        }
    }

    private void killAfter(long seed, int changes) throws IOException, InterruptedException {
        Process process = writer(seed);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null && !line.startsWith("done") && Integer.parseInt(line) < changes) {
                line = output.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private String finish(long seed) throws IOException, InterruptedException {
        Process process = writer(seed);
        String last = null;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last = line;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last;
    }

    private Process writer(long seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        directory.toString(),
                        Long.toString(seed),
                        Integer.toString(CHANGES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Map<String, String> expectedRows(long seed) {
        Map<String, String> rows = new HashMap<>();
        for (int at = 1; at <= CHANGES; at++) {
            if (WriterProcess.change(seed, at) instanceof Accepted accepted) {
                if (accepted.value() == null) {
                    rows.remove(Fixture.text(accepted.key()));
                } else {
                    rows.put(Fixture.text(accepted.key()), Fixture.text(accepted.value()));
                }
            }
        }
        return rows;
    }

    private static DatasetCounts expectedCounts(long seed) {
        Set<String> live = new HashSet<>();
        Set<String> stale = new HashSet<>();
        long accepted = 0;
        long quarantined = 0;
        for (int at = 1; at <= CHANGES; at++) {
            Verdict verdict = WriterProcess.change(seed, at);
            if (verdict instanceof Rejected rejected) {
                quarantined++;
                String key = Fixture.text(rejected.key());
                if (live.contains(key)) {
                    stale.add(key);
                }
            } else if (verdict instanceof Accepted row) {
                accepted++;
                String key = Fixture.text(row.key());
                stale.remove(key);
                if (row.value() == null) {
                    live.remove(key);
                } else {
                    live.add(key);
                }
            }
        }
        return new DatasetCounts(accepted + quarantined, accepted, quarantined, stale.size(), live.size());
    }
}
