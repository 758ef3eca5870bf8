package shopstream.transformations.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;
import shopstream.transformations.engine.FlinkEngine;
import shopstream.transformations.engine.JobState;

/** Profiles on a real log, compared with a replay of it in plain Java. */
class ProfileJobIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration EVERY = Duration.ofMillis(300);
    private static final AtomicInteger INSTALLATIONS = new AtomicInteger();

    @TempDir
    private static Path shared;

    private static EmbeddedBroker broker;

    @TempDir
    private Path directory;

    private final long seed = new Random().nextLong();
    private LogAddress log;
    private volatile String edition = "1";

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(shared.resolve("log"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void install() {
        log = new LogAddress(
                broker.bootstrapServers(), Map.of(), "visits" + INSTALLATIONS.incrementAndGet(), (short) 1);
    }

    private ProfileJob job(FlinkEngine engine, int fold) {
        return new ProfileJob(
                directory.resolve("profiles"),
                log,
                RandomVisitors.DATASET,
                Optional.of(RandomSales.from(() -> Optional.of(RandomSales.topic(log, edition)))),
                engine,
                fold,
                EVERY,
                Clock.systemUTC());
    }

    private FlinkEngine engine() {
        return FlinkEngine.start(ProfileJob.SLOTS, directory.resolve("engine"));
    }

    private Map<String, JsonNode> published() throws IOException {
        return new PublishedProfiles(log).json();
    }

    private void assertExact() throws IOException {
        Map<String, PlainReplay.Expected> expected = new PlainReplay(
                        log, RandomVisitors.DATASET, List.of(RandomSales.topic(log, "1"), RandomSales.topic(log, "2")))
                .expected();
        assertThat(new PublishedProfiles(log).inWordsOfTheReplay())
                .as("seed %d", seed)
                .isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(100);
    }

    private static void awaitCurrent(ProfileJob job) {
        await().atMost(PATIENCE).until(job::isCurrent);
    }

    @Test
    void profilesAreWhatAReplayInPlainJavaComesToAndARestartGoesOn() throws Exception {
        try (RandomVisitors visitors = new RandomVisitors(log, seed);
                RandomSales sales = new RandomSales(log, seed)) {
            visitors.happen(3_000);
            sales.happen("1", 400);
            try (FlinkEngine engine = engine();
                    ProfileJob job = job(engine, 1)) {
                awaitCurrent(job);
                assertExact();
                visitors.happen(2_000);
                sales.happen("1", 400);
                awaitCurrent(job);
                assertExact();
                assertThat(job.state().job().condition()).isEqualTo(JobState.Condition.RUNNING);
                visitors.happen(1_000);
            }
            visitors.happen(1_000);
            sales.happen("1", 400);
            try (FlinkEngine engine = engine();
                    ProfileJob job = job(engine, 1)) {
                awaitCurrent(job);
                assertExact();
            }
        }
    }

    @Test
    void whatWasSoldIsTakenFromTheMartsNextEditionOnceThatIsShown() throws Exception {
        try (RandomVisitors visitors = new RandomVisitors(log, seed);
                RandomSales sales = new RandomSales(log, seed);
                FlinkEngine engine = engine()) {
            visitors.happen(1_000);
            edition = "none";
            try (ProfileJob job = job(engine, 1)) {
                await().atMost(PATIENCE).until(() -> !published().isEmpty());
                sales.happen("1", 300);
                edition = "1";
                awaitCurrent(job);
                assertExact();
                sales.happen("2", 300);
                edition = "2";
                awaitCurrent(job);
                assertExact();
            }
            visitors.happen(300);
            sales.happen("2", 100);
            try (ProfileJob job = job(engine, 1)) {
                awaitCurrent(job);
                assertExact();
            }
        }
    }

    @Test
    void killedAgainAndAgainNothingIsLostAndNoProfileIsWrong() throws Exception {
        Random random = new Random(seed);
        try (RandomVisitors visitors = new RandomVisitors(log, seed);
                RandomSales sales = new RandomSales(log, seed)) {
            visitors.happen(1_000);
            sales.happen("1", 300);
            for (int kill = 0; kill < 3; kill++) {
                int before = TopicContent.of(log, log.names().profiles()).size();
                Process process = ProfileProcess.start(log, directory);
                try {
                    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                        visitors.happen(20);
                        return TopicContent.of(log, log.names().profiles()).size() > before;
                    });
                    // In the middle of a checkpoint, or between two.
                    for (int pause = random.nextInt(700); pause > 0; pause -= 50) {
                        visitors.happen(random.nextInt(100));
                        TimeUnit.MILLISECONDS.sleep(Math.min(pause, 50));
                    }
                } finally {
                    process.destroyForcibly().waitFor();
                }
                visitors.happen(200);
                sales.happen("1", 100);
            }
            try (FlinkEngine engine = engine();
                    ProfileJob job = job(engine, 1)) {
                awaitCurrent(job);
                assertExact();
                visitors.happen(500);
                awaitCurrent(job);
                assertExact();
            }
        }
    }

    @Test
    void whatIsFoldedOtherwiseIsFoldedAnewFromTheLog() throws Exception {
        try (RandomVisitors visitors = new RandomVisitors(log, seed)) {
            visitors.happen(1_000);
            try (FlinkEngine engine = engine();
                    ProfileJob job = job(engine, 1)) {
                awaitCurrent(job);
            }
            new PublishedProfiles(log).clear();
            assertThat(published()).isEmpty();
            try (FlinkEngine engine = engine();
                    ProfileJob job = job(engine, 1)) {
                visitors.view("b-new", null, "P1", Instant.now());
                visitors.flush();
                await().atMost(PATIENCE).until(() -> published().containsKey("browser:b-new"));
                assertThat(published()).as("the same version goes on").hasSize(1);
            }
            try (FlinkEngine engine = engine();
                    ProfileJob job = job(engine, 2)) {
                awaitCurrent(job);
                assertExact();
            }
            assertThat(directory.resolve("profiles/fold-1")).doesNotExist();
        }
    }

    @Test
    void aDamagedCheckpointHasProfilesFoldedAnew() throws Exception {
        try (RandomVisitors visitors = new RandomVisitors(log, seed)) {
            visitors.happen(1_000);
            try (FlinkEngine engine = engine();
                    ProfileJob job = job(engine, 1)) {
                awaitCurrent(job);
            }
            new PublishedProfiles(log).clear();
            assertThat(published()).isEmpty();
            try (var files = Files.walk(directory.resolve("profiles"))) {
                for (Path metadata :
                        files.filter(file -> file.endsWith("_metadata")).toList()) {
                    Files.writeString(metadata, "damaged");
                }
            }
            try (FlinkEngine engine = engine();
                    ProfileJob job = job(engine, 1)) {
                awaitCurrent(job);
                assertExact();
            }
        }
    }

    @Test
    void programsAreCountedAndWhatNobodyCanBeRemindedOfIsForgotten() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofDays(100));
        try (RandomVisitors visitors = new RandomVisitors(log, seed);
                FlinkEngine engine = engine()) {
            visitors.race("racer", 500);
            visitors.view("forgotten", null, "P1", longAgo);
            visitors.view(null, "remembered", "P1", longAgo);
            visitors.view(null, "forgotten", "P1", longAgo.minus(Duration.ofDays(400)));
            visitors.view("back", null, "P1", longAgo);
            visitors.view("back", null, "P2", Instant.now());
            visitors.flush();
            try (ProfileJob job = job(engine, 1)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(published())
                                .containsOnlyKeys("browser:racer", "browser:back", "customer:remembered"));
                JsonNode racer = published().get("browser:racer");
                assertThat(racer.get("tooFast").asBoolean()).isTrue();
                assertThat(racer.get("events").asInt()).isEqualTo(500);
                assertThat(racer.get("recent")).isEmpty();
                assertThat(published().get("browser:back").get("recent")).hasSize(2);
                awaitCurrent(job);
            }
        }
    }

    @Test
    void aProfileSaysUpToWhichOffsetsItReaches() throws Exception {
        try (RandomVisitors visitors = new RandomVisitors(log, seed);
                FlinkEngine engine = engine();
                ProfileJob job = job(engine, 1)) {
            visitors.happen(500);
            awaitCurrent(job);
            visitors.view("b-last", null, "P1", Instant.now());
            visitors.flush();
            await().atMost(PATIENCE).until(() -> published().containsKey("browser:b-last"));
            ConsumerRecord<byte[], byte[]> event =
                    TopicContent.of(log, log.names().events(RandomVisitors.DATASET)).stream()
                            .filter(record -> new String(record.value(), UTF_8).contains("\"b-last\""))
                            .findFirst()
                            .orElseThrow();
            JsonNode reaches = published().get("browser:b-last").get("reaches");
            assertThat(reaches.get(Integer.toString(event.partition())).asLong())
                    .isEqualTo(event.offset() + 1);
            assertThat(reaches).hasSize(2);
        }
    }

    @Test
    void withoutAnyEventsItSaysWhatIsMissingAndStopsNothingElse() {
        try (FlinkEngine engine = engine();
                ProfileJob job = job(engine, 1)) {
            assertThat(job.state().job().condition()).isEqualTo(JobState.Condition.FAILED);
            assertThat(job.state().job().message()).contains("The log has no topic", ".events");
            assertThat(job.state().behind()).isEmpty();
        }
    }
}
