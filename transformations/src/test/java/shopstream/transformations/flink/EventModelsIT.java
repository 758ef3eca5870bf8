package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.MartDeclaration;
import shopstream.transformations.model.Models;

/** Models over the shop's events: twice told, late, out of order, by programs, and over a restart. */
class EventModelsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @TempDir
    private Path work;

    private ShopLog log;
    private ShopEvents events;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("log"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void open() {
        log = new ShopLog(broker.bootstrapServers());
        events = new ShopEvents(log.address());
    }

    @AfterEach
    void close() {
        events.close();
        log.close();
    }

    /** The shipped models, and one that would count twice what is told twice. */
    private Models models() throws Exception {
        Path folder = Shop.copy(work.resolve("models"));
        Files.writeString(
                folder.resolve("marts/counted.sql"),
                "SELECT event, COUNT(*) AS told FROM stg_clicks WHERE event IS NOT NULL GROUP BY event");
        Files.writeString(folder.resolve("marts/counted.yaml"), """
                description: How often each event was told.
                key: [event]
                columns:
                  - { name: event, type: VARCHAR, description: Its name. }
                  - { name: told, type: BIGINT, description: How often. }
                """);
        return Shop.models(folder);
    }

    private ModelRunner runner() {
        return new ModelRunner(
                work.resolve("flink"),
                log.address(),
                ShopLog.SOURCE,
                Shop.inputs(),
                Rebuilding.DEFAULT,
                Clock.systemUTC());
    }

    private void happen(RandomVisits visits, int times) {
        visits.happen(times);
        log.flush();
        events.flush();
    }

    private void awaitExact(RandomVisits visits) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(log.rows("product_steps")).isEqualTo(visits.steps());
            assertThat(log.rows("browsers")).isEqualTo(visits.browsers());
            assertThat(log.rows("order_campaigns")).isEqualTo(visits.campaigns());
            assertThat(log.rows("counted")).isEqualTo(visits.counts());
        });
    }

    @Test
    void whateverIsToldHoweverOftenIsCountedOnceAndARestartGoesOnWhereItStopped() throws Exception {
        Models models = models();
        RandomVisits visits = new RandomVisits(7, log, events);
        happen(visits, 800);
        try (ModelRunner runner = runner()) {
            runner.run(models, Set.of());
            awaitExact(visits);
            happen(visits, 800);
            awaitExact(visits);
            happen(visits, 400);
        }
        happen(visits, 400);
        try (ModelRunner runner = runner()) {
            runner.run(models, Set.of());
            happen(visits, 400);
            awaitExact(visits);
        }
        assertThat(visits.campaigns()).hasSizeGreaterThan(20);
    }

    @Test
    void theStreamIsAmongTheInputsOfWhatReadsIt() throws Exception {
        try (ModelRunner runner = runner()) {
            runner.run(models(), Set.of());
            String stream = log.address().names().events("events");
            try (MartCatalog catalog = new MartCatalog(log.address())) {
                assertThat(inputs(catalog, "product_steps")).containsExactly(stream);
                assertThat(inputs(catalog, "order_campaigns"))
                        .containsExactlyInAnyOrder(stream, log.address().names().dataset(ShopLog.SOURCE, "orders"));
                assertThat(inputs(catalog, "customers")).doesNotContain(stream);
            }
        }
    }

    private static List<String> inputs(MartCatalog catalog, String mart) {
        return catalog.all().stream()
                .filter(found -> found.name().equals(mart))
                .findFirst()
                .flatMap(DeclaredMart::current)
                .map(edition -> edition.mart())
                .map(MartDeclaration::inputTopics)
                .orElseThrow();
    }
}
