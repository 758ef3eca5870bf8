package shopstream.recommender.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveredFilesTest {
    @TempDir
    Path directory;

    private void deliver(Instant now, MadeUpRecords records) throws InterruptedException {
        DeliveryTarget files = new DeliveredFiles(new FolderOfFiles(directory.resolve("out")));
        new DeliveryRun(
                        new OpenDeliveries(directory.resolve("state")),
                        records,
                        List.of(files),
                        Clock.fixed(now, ZoneOffset.UTC))
                .run(words -> {});
    }

    private List<String> files() throws IOException {
        Path out = directory.resolve("out");
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFileIsInTheFolderOfItsHourByTheClocksOfUtcOneRecordALine() throws Exception {
        deliver(Instant.parse("2026-03-04T05:59:59.999Z"), new MadeUpRecords("7", "8"));
        deliver(Instant.parse("2026-12-31T23:00:00Z"), new MadeUpRecords("7"));

        assertThat(files())
                .containsExactly(
                        "year=2026/month=03/day=04/hour=05/recommendations-20260304T055959999Z.jsonl",
                        "year=2026/month=12/day=31/hour=23/recommendations-20261231T230000000Z.jsonl");
        assertThat(directory.resolve("out").resolve(files().get(0)))
                .hasContent(MadeUpRecords.of("7", 1).line() + "\n"
                        + MadeUpRecords.of("8", 1).line());
    }

    @Test
    void whatAKilledDeliveryLeftIsWrittenOver() throws Exception {
        Path hour = directory.resolve("out/year=2026/month=03/day=04/hour=05");
        Files.createDirectories(hour);
        Files.writeString(hour.resolve(".recommendations-20260304T051000000Z.jsonl.unfinished"), "{\"half");
        deliver(Instant.parse("2026-03-04T05:10:00Z"), new MadeUpRecords("7"));
        assertThat(files())
                .containsExactly("year=2026/month=03/day=04/hour=05/recommendations-20260304T051000000Z.jsonl");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidWithItsPath() throws Exception {
        Files.writeString(directory.resolve("out"), "a file");
        assertThatThrownBy(() -> deliver(Instant.parse("2026-03-04T05:10:00Z"), new MadeUpRecords("7")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("To files in " + directory.resolve("out"))
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("Check the free space and the permissions there.");
    }
}
