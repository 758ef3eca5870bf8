package shopstream.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.ingestion.database.SnapshotBudget;
import shopstream.ingestion.events.EventSource;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeStores;
import shopstream.lake.ObjectStore;
import shopstream.operations.schedules.Missed;
import shopstream.operations.schedules.Retries;
import shopstream.operations.schedules.Timetable;
import shopstream.transformations.flink.Rebuilding;
import shopstream.warehouse.training.TrainingBuild;

class ShopConfigurationTest {
    private static final String SOURCE = """
            source:
              url: jdbc:mariadb://replica/shop
              user: reader
              password: secret
            """;

    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    @Test
    void whatIsNotSaidIsAsTheDefaultsAre() throws IOException {
        ShopConfiguration read = read(SOURCE);

        assertThat(said()).isEmpty();
        assertThat(read.snapshot()).isEqualTo(SnapshotBudget.DEFAULT);
        assertThat(read.rebuild()).isEqualTo(Rebuilding.DEFAULT);
        assertThat(read.source().createServerObjects()).isFalse();
    }

    @Test
    void theBudgetOfASnapshotIsRead() throws IOException {
        ShopConfiguration read = read(SOURCE + """
                snapshot:
                  rows-per-second: 2500
                  most-lag: 3m
                  most-busy: 7
                """);

        assertThat(said()).isEmpty();
        assertThat(read.snapshot()).isEqualTo(new SnapshotBudget(2_500, Duration.ofMinutes(3), 7));
    }

    @Test
    void howOftenTheLakeIsCommittedIsReadAndHasItsLimits() throws IOException {
        assertThat(read(SOURCE).lake().commitEvery()).isEqualTo(Duration.ofMinutes(1));
        assertThat(read(SOURCE + "lake:\n  commit-every: 10s\n").lake().commitEvery())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(said()).isEmpty();

        read(SOURCE + "lake:\n  commit-every: 1h\n");
        assertThat(said())
                .singleElement()
                .asString()
                .contains("The lake cannot be committed every 3600 s", "from 1s to 15m");
    }

    @Test
    void theLakeIsMaintainedEveryHourWhereNothingIsSaid() throws IOException {
        assertThat(read(SOURCE).schedules()).singleElement().satisfies(declared -> {
            assertThat(declared.job()).isInstanceOf(ScheduleDeclaration.LakeMaintenance.class);
            assertThat(declared.schedule().name()).isEqualTo("lake-maintenance");
            assertThat(declared.schedule().timetable().map(Timetable::toString)).contains("20 * * * * in UTC");
            assertThat(declared.schedule().missed()).isEqualTo(Missed.CATCH_UP);
        });
        read(SOURCE + "lake:\n  maintain-every: 12h\n");
        assertThat(said())
                .singleElement()
                .asString()
                .contains("shop.yaml:6", "`maintain-every` has become a schedule", "lake: maintenance, cron:");
    }

    @Test
    void schedulesAreReadByTheClocksOfTheShop() throws IOException {
        ShopConfiguration read = read(SOURCE + """
                zone: Europe/Berlin
                schedules:
                  upkeep: {lake: maintenance}
                  weekly:
                    training-set: interactions
                    cron: "0 4 * * 1"
                    missed: skip
                    retries: 5
                    retry-after: 30s
                    at-most: 90m
                    keep: 2
                    out: sets
                    format: csv
                """);

        assertThat(said()).isEmpty();
        assertThat(read.schedules()).hasSize(2);
        assertThat(read.schedules().get(0).schedule().timetable()).isEmpty();
        ScheduleDeclaration weekly = read.schedules().get(1);
        assertThat(weekly.schedule().timetable().map(Timetable::toString)).contains("0 4 * * 1 in Europe/Berlin");
        assertThat(weekly.schedule().missed()).isEqualTo(Missed.SKIP);
        assertThat(weekly.schedule().retries()).isEqualTo(new Retries(5, Duration.ofSeconds(30)));
        assertThat(weekly.atMost()).isEqualTo(Duration.ofMinutes(90));
        assertThat(weekly.job())
                .isEqualTo(new ScheduleDeclaration.TrainingSetBuild(
                        "interactions", Optional.of(directory.resolve("sets")), 2, TrainingBuild.Format.CSV));
    }

    @Test
    void theRecommenderIsTrainedWhenItIsSaidAndElseWhenSomebodyAsks() throws IOException {
        assertThat(read(SOURCE).schedules())
                .as("of a shop that recommends nothing")
                .noneMatch(declared -> declared.job() instanceof ScheduleDeclaration.RecommenderTraining);
        Files.createFile(directory.resolve("recommendations.yaml"));
        assertThat(read(SOURCE).schedules()).last().satisfies(declared -> {
            assertThat(declared.job()).isEqualTo(new ScheduleDeclaration.RecommenderTraining());
            assertThat(declared.schedule().name()).isEqualTo("recommender-training");
            assertThat(declared.schedule().timetable()).isEmpty();
        });
        assertThat(read(SOURCE + "schedules:\n  nightly: {recommender: train, cron: \"30 3 * * *\"}\n")
                        .schedules())
                .filteredOn(declared -> declared.job() instanceof ScheduleDeclaration.RecommenderTraining)
                .singleElement()
                .satisfies(declared -> {
                    assertThat(declared.schedule().name()).isEqualTo("nightly");
                    assertThat(declared.schedule().what()).isEqualTo("Recommender training");
                });
        assertThat(said()).isEmpty();

        read(SOURCE + "schedules:\n  nightly: {recommender: tune}\n  all: {recommender: train, lake: maintenance}\n");
        assertThat(said())
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each)
                                .contains(
                                        "shop.yaml:6: The key `recommender` has the value `tune`",
                                        "recommender: train"),
                        each -> assertThat(each).contains("shop.yaml:7: The schedule `all` says two things"));
    }

    @Test
    void everythingWrongWithSchedulesIsSaidAtOnceWithItsLine() throws IOException {
        read(SOURCE + """
                schedules:
                  Nightly: {lake: maintenance}
                  two: {lake: maintenance, training-set: one}
                  none: {cron: "0 4 * * 1"}
                  late:
                    training-set: one
                    cron: "61 4 * * 1"
                    mised: skip
                  never: {lake: maintenance, cron: "0 0 30 2 *", keep: 3}
                  often: {training-set: one, retries: -1, keep: 0, out: sets}
                  again: {training-set: one, out: sets}
                """);

        assertThat(said())
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).contains("shop.yaml:6: `Nightly` is no name"),
                        each -> assertThat(each).contains("shop.yaml:7: The schedule `two` says two things"),
                        each -> assertThat(each).contains("shop.yaml:8: The schedule `none` says nothing to do"),
                        each -> assertThat(each).contains("shop.yaml:11: `61 4 * * 1` is no cron expression"),
                        each -> assertThat(each).contains("shop.yaml:12: The key `mised`", "Did you mean `missed`?"),
                        each -> assertThat(each).contains("shop.yaml:13: `0 0 30 2 *`", "No day is ever like that"),
                        each -> assertThat(each).contains("shop.yaml:13: The key `keep` is not known here"),
                        each -> assertThat(each).contains("shop.yaml:14: Something cannot be tried again -1 times"),
                        each -> assertThat(each).contains("shop.yaml:14: 0 builds cannot be kept"),
                        each -> assertThat(each).contains("shop.yaml:15: `often` and `again` would write into"));
    }

    @Test
    void whoNeedsNoSourceNeedsNoneOfItsVariables() throws IOException {
        Path file = Files.writeString(
                directory.resolve("shop.yaml"),
                "source:\n  url: ${SHOP_DB_URL}\nlog:\n  prefix: ${PREFIX}\nlake:\n  keep-states: 3d\n");
        ShopConfiguration read = ShopConfiguration.readWithoutSource(file, name -> null, problems)
                .orElseThrow();

        assertThat(said()).isEmpty();
        assertThat(read.lake().keeping().builtFrom()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void theLakeIsKeptWhereTheFileSaysAndBelowTheDataDirectoryElse() throws IOException {
        assertThat(read(SOURCE).lake().stores()).isEqualTo(LakeStores.ON_DISK);
        LakeStores stores = read(SOURCE + """
                lake:
                  warehouse: s3://bucket/shop/
                  s3:
                    endpoint: http://localhost:9000
                    region: eu-central-1
                    path-style: true
                    access-key: key
                    secret-key: secret
                  copies: 2GB
                  catalog:
                    uri: https://catalog.example
                    token: told
                """).lake().stores();

        assertThat(said()).isEmpty();
        assertThat(stores.files())
                .contains(new ObjectStore(
                        Optional.of("s3://bucket/shop"),
                        Optional.of(URI.create("http://localhost:9000")),
                        Optional.of("eu-central-1"),
                        true,
                        Optional.of(new ObjectStore.Keys("key", "secret"))));
        assertThat(stores.catalog().orElseThrow().token()).contains("told");
        assertThat(stores.copiesBytes()).isEqualTo(2L << 30);
        assertThat(LakeAddress.of(directory, stores).toString() + stores)
                .doesNotContain("secret")
                .doesNotContain("told");
    }

    @Test
    void aLakeThatCannotBeReachedSoIsSaidWithItsLines() throws IOException {
        read(SOURCE + """
                lake:
                  warehouse: hdfs://lake
                  s3:
                    endpoint: localhost:9000
                    access-key: key
                    bucket: lake
                """);

        assertThat(said())
                .anyMatch(problem -> problem.contains("shop.yaml:6") && problem.contains("hdfs://lake"))
                .hasSize(1);
        Problems second = new Problems();
        read(SOURCE + """
                lake:
                  s3:
                    endpoint: localhost:9000
                    access-key: key
                    bucket: lake
                """, second);
        assertThat(second.all())
                .extracting(Problem::toString)
                .anyMatch(problem -> problem.contains("Write `warehouse: s3://BUCKET/FOLDER` beside it"))
                .anyMatch(problem -> problem.contains("localhost:9000"))
                .anyMatch(problem -> problem.contains("Of the two keys for S3 one is missing"))
                .anyMatch(problem -> problem.contains("bucket"))
                .hasSize(4);
    }

    @Test
    void aBudgetInWhichReadingWouldNeverEndIsRefused() throws IOException {
        for (String line : List.of("rows-per-second: 0", "most-lag: 0s", "most-busy: 0")) {
            Problems each = new Problems();
            read(SOURCE + "snapshot:\n  " + line + "\n", each);

            assertThat(each.all())
                    .as(line)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString()).contains("shop.yaml:", "never ends"));
        }
    }

    @Test
    void misspeltKeysOfTheBudgetAndLagsWithoutAUnitAreNamedWithTheirLine() throws IOException {
        read(SOURCE + """
                snapshot:
                  row-per-second: 5
                  most-lag: 10
                """);

        assertThat(said())
                .anyMatch(problem -> problem.contains("shop.yaml:6") && problem.contains("row-per-second"))
                .anyMatch(problem -> problem.contains("shop.yaml:7") && problem.contains("10"))
                .hasSize(2);
    }

    @Test
    void withoutSourcesOfEventsOnlyCallersOnTheMachineAreHeard() throws IOException {
        EventsConfiguration events = read(SOURCE).events();

        assertThat(said()).isEmpty();
        assertThat(events.sources()).containsExactly(EventSource.LOCAL);
        assertThat(events.surface()).isEmpty();
    }

    @Test
    void sourcesOfEventsAndTheirPublicRoutesAreRead() throws IOException {
        EventsConfiguration events = read(SOURCE + """
                events:
                  most-in-flight: 8MB
                  sources:
                    pages:
                      write-key: 0123456789abcdef
                      origins: [https://shop.example]
                public:
                  address: 0.0.0.0
                  port: 8443
                """).events();

        assertThat(said()).isEmpty();
        assertThat(events.mostInFlight()).isEqualTo(8L << 20);
        assertThat(events.sources())
                .containsExactly(
                        new EventSource("pages", Optional.of("0123456789abcdef"), List.of("https://shop.example")));
        assertThat(events.surface()).hasValueSatisfying(surface -> {
            assertThat(surface.address().isAnyLocalAddress()).isTrue();
            assertThat(surface.port()).isEqualTo(8443);
        });
    }

    @Test
    void nothingIsServedBeyondTheMachineWithoutWriteKeys() throws IOException {
        read(SOURCE + "public:\n  address: 0.0.0.0\n");

        assertThat(said())
                .singleElement()
                .asString()
                .contains("shop.yaml:6", "web has no write key, so anybody could tell events", "write-key");
    }

    @Test
    void sourcesOfEventsThatCannotBeToldApartAreNamed() throws IOException {
        read(SOURCE + """
                events:
                  sources:
                    shop: {write-key: 0123456789abcdef}
                    app: {write-key: short}
                    first: {origins: [shop.example/]}
                    second: {}
                """);

        assertThat(said())
                .anyMatch(problem -> problem.contains("shop.yaml:7") && problem.contains("cannot be called `shop`"))
                .anyMatch(problem -> problem.contains("shop.yaml:8") && problem.contains("5 characters"))
                .anyMatch(problem -> problem.contains("shop.yaml:9") && problem.contains("not the origin"))
                .anyMatch(problem -> problem.contains("could not be told apart"))
                .hasSize(4);
    }

    private ShopConfiguration read(String yaml) throws IOException {
        return read(yaml, problems);
    }

    private ShopConfiguration read(String yaml, Problems into) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.yaml"), yaml);
        return ShopConfiguration.read(file, name -> null, into).orElseThrow();
    }

    private List<String> said() {
        return problems.all().stream().map(Problem::toString).toList();
    }
}
