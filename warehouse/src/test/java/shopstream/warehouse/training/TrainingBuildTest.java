package shopstream.warehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Place;
import shopstream.lake.Maintenance;
import shopstream.warehouse.training.SampleLake.Version;
import shopstream.warehouse.training.TrainingBuild.Format;
import shopstream.warehouse.training.TrainingSet.Column;

class TrainingBuildTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Column> COLUMNS = List.of(
            new Column("id", "int", true, ""),
            new Column("price", "decimal(10,2)", false, ""),
            new Column("name", "varchar", false, ""));

    @TempDir
    private Path directory;

    private SampleLake lake;

    @BeforeEach
    void fill() {
        lake = new SampleLake(directory.resolve("lake"));
        lake.append(List.of(
                version(1, 10, 1, "1.50", "Norway  "),
                version(2, 11, 2, "2.50", "a, \"b\""),
                version(3, 20, 1, "9.00", "later")));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private static Version version(int at, int second, int id, String price, String name) {
        return new Version("c", at, BEGIN.plusSeconds(second), id, new BigDecimal(price), name);
    }

    private static TrainingSet set(String sql, List<Column> columns, List<String> key, List<String> partitions) {
        return new TrainingSet("test", "", sql, columns, key, partitions, "zstd", new Place(Path.of("test.yaml"), 1));
    }

    private static TrainingSet items(String sql) {
        return set(sql, COLUMNS, List.of("id"), List.of());
    }

    private Manifest build(TrainingSet set, LakeMoment moment, String folder, Format format) {
        return new TrainingBuild(set, moment, List.of(), new TrainingBuild.Limits(1, "500MB"), Clock.systemUTC())
                .into(directory.resolve(folder), format);
    }

    private LakeMoment at(int second) {
        return LakeMoment.at(lake.lake(), BEGIN.plusSeconds(second));
    }

    @Test
    void valuesAreAsTheSourceHadThemAndPartitionsAreFolders() throws IOException {
        Manifest manifest =
                build(set("SELECT * FROM items", COLUMNS, List.of("id"), List.of("id")), at(15), "csv", Format.CSV);

        assertThat(Files.readString(directory.resolve("csv/id=1/data_0.csv"))).isEqualTo("price,name\n1.50,Norway  \n");
        assertThat(Files.readString(directory.resolve("csv/id=2/data_0.csv")))
                .isEqualTo("price,name\n2.50,\"a, \"\"b\"\"\"\n");
        assertThat(manifest.rows()).isEqualTo(2);
        assertThat(manifest.contracts()).containsEntry("items", List.of("test-items@1"));
        assertThat(manifest.columns()).extracting(Manifest.ColumnFigures::mean).containsExactly(1.5, 2.0, null);
        assertThat(directory.resolve(".csv.building")).doesNotExist();
    }

    @Test
    void whatComesAfterTheMomentChangesNothingAndWhatItWasBuiltFromGivesItAgain() {
        Manifest before = build(items("SELECT * FROM items"), at(15), "before", Format.PARQUET);
        LakeMoment now = LakeMoment.now(lake.lake(), BEGIN.plusSeconds(100));
        Manifest everything = build(items("SELECT * FROM items"), now, "everything", Format.PARQUET);
        lake.append(List.of(version(4, 30, 2, "7.00", "much later"), version(5, 31, 3, "7.00", "new")));

        assertThat(build(items("SELECT * FROM items"), at(15), "again", Format.PARQUET)
                        .checksum())
                .isEqualTo(before.checksum());
        assertThat(build(items("SELECT * FROM items"), at(40), "later", Format.PARQUET)
                        .checksum())
                .isNotEqualTo(everything.checksum());
        Manifest.Origin origin = Manifest.origin(directory.resolve("everything").resolve(Manifest.FILE));
        Maintenance.Keeping keeping = new Maintenance.Keeping(Duration.ZERO, Duration.ofDays(7), Duration.ofDays(1));
        for (int i = 0; i < 20; i++) {
            lake.append(List.of(version(10 + i, 50 + i, 3, "7.00", "newer")));
        }
        new Maintenance(keeping, Clock.systemUTC()).run(lake.lake());
        assertThat(build(items("SELECT * FROM items"), LakeMoment.of(lake.lake(), origin), "like", Format.PARQUET)
                        .checksum())
                .isEqualTo(everything.checksum());
    }

    @Test
    void aQueryReadsWhatWasKnownAndNothingElse() {
        refused("SELECT * FROM read_parquet('/lake/*.parquet')", "reads read_parquet(…), around what was known");
        refused("SELECT * FROM '/lake/items.parquet'", "reads `/lake/items.parquet`, around what was known");
        refused(
                "SELECT * FROM (WITH \"/lake/items.parquet\" AS (SELECT 1) SELECT 1), '/lake/items.parquet'",
                "reads `/lake/items.parquet`, around what was known");
        refused(
                "SELECT i.* FROM items i, (WITH orders AS (SELECT 1) SELECT 1), orders",
                "reads `orders`, and the lake has no dataset of that name.");
        refused("SELECT * FROM files.items", "reads `files.items`, around what was known");
        refused("SELECT * FROM query('SELECT * FROM files.items')", "reads query(…), around");
        refused("SELECT * FROM orders", "reads `orders`, and the lake has no dataset of that name.");
        refused("SELECT *, now() AS name FROM items", "uses now(), which gives something else each time.");
        refused("SELECT * FROM items ORDER BY random() LIMIT 1", "uses random()");
        refused("DELETE FROM items", "is no SELECT that DuckDB understands");
        refused("SELECT * FROM items; SELECT 1", "holds 2 statements");
        refused(
                "SELECT id, price, nam AS name FROM items",
                "cannot be computed: Binder Error: Referenced column \"nam\"");
        refused("SELECT id, price FROM items", "gives id, price, and its description says id, price, name");
        build(items("WITH x AS (SELECT * FROM items) SELECT * FROM x"), at(15), "with", Format.PARQUET);
    }

    private void refused(String sql, String why) {
        assertThatThrownBy(() -> build(items(sql), at(15), "refused", Format.PARQUET))
                .as(sql)
                .isInstanceOf(TrainingProblem.class)
                .hasMessageContaining(why)
                .extracting(problem -> ((TrainingProblem) problem).nextStep())
                .asString()
                .isNotBlank();
        assertThat(directory.resolve("refused")).doesNotExist();
    }

    @Test
    void whatTheDescriptionSaysMustHold() {
        assertThatThrownBy(
                        () -> build(items("SELECT 1 AS id, price, name FROM items"), at(15), "twice", Format.PARQUET))
                .hasMessageContaining("The key (id) of test is there more than once, for example 1.");
        assertThatThrownBy(() -> build(
                        items("SELECT CASE WHEN id = 1 THEN id END AS id, price, name FROM items"),
                        at(15),
                        "empty",
                        Format.PARQUET))
                .hasMessageContaining("The column `id` of test is required and empty in 1 rows.");
    }

    @Test
    void aMomentBeforeTheLakeKnewAnythingIsRefused() {
        assertThatThrownBy(() -> build(items("SELECT * FROM items"), at(5), "early", Format.PARQUET))
                .hasMessage("The lake knows `items` from 2026-01-01T00:00:10Z on, and not as it was on"
                        + " 2026-01-01T00:00:05Z.");
    }

    @Test
    void aMomentWithinTheFirstReadingIsRefused() {
        try (SampleLake read = new SampleLake(directory.resolve("read"))) {
            read.append(List.of(
                    new Version("r", 1, BEGIN.plusSeconds(10), 1, new BigDecimal("1.50"), "read"),
                    new Version("u", 2, BEGIN.plusSeconds(11), 1, new BigDecimal("1.60"), "changed meanwhile"),
                    new Version("r", 3, BEGIN.plusSeconds(20), 2, new BigDecimal("2.50"), "read")));

            assertThatThrownBy(() -> build(
                            items("SELECT * FROM items"),
                            LakeMoment.at(read.lake(), BEGIN.plusSeconds(15)),
                            "half",
                            Format.PARQUET))
                    .hasMessage("The lake knows `items` from 2026-01-01T00:00:20Z on, and not as it was on"
                            + " 2026-01-01T00:00:15Z.");
            assertThat(build(
                                    items("SELECT * FROM items"),
                                    LakeMoment.at(read.lake(), BEGIN.plusSeconds(25)),
                                    "whole",
                                    Format.PARQUET)
                            .rows())
                    .isEqualTo(2);
        }
    }

    @Test
    @Timeout(60)
    void anInterruptionEndsAQueryThatWouldNeverEnd() {
        TrainingSet endless = items("SELECT * FROM items WHERE id < (WITH RECURSIVE numbers(n) AS"
                + " (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n > 0) SELECT max(n) FROM numbers)");
        Thread asking = Thread.currentThread();
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(asking::interrupt);

        assertThatThrownBy(() -> build(endless, at(25), "endless", Format.PARQUET))
                .isInstanceOf(TrainingProblem.class)
                .hasMessage("The build of test was stopped.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.resolve("endless")).doesNotExist();
        assertThat(directory.resolve(".endless.building")).doesNotExist();
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Path mine = Files.writeString(
                Files.createDirectories(directory.resolve("mine")).resolve("file"), "mine");

        assertThatThrownBy(() -> build(items("SELECT * FROM items"), at(15), "mine", Format.PARQUET))
                .hasMessageContaining("is not empty");
        assertThat(mine).hasContent("mine");
    }
}
