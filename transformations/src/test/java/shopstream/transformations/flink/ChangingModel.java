package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.MartEdition.Role;
import shopstream.eventlog.Topics;
import shopstream.transformations.model.Models;

/** A mart whose model a test changes. */
abstract class ChangingModel {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final Rebuilding BRISK = new Rebuilding(100_000, Duration.ofHours(1));

    @TempDir
    static Path directory;

    static EmbeddedBroker broker;

    @TempDir
    Path work;

    ShopLog log;
    Models changed;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("log"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void open() throws IOException {
        log = new ShopLog(broker.bootstrapServers());
        Path folder = Shop.copy(work.resolve("changed"));
        Shop.replace(folder.resolve("staging/stg_customers.sql"), "TRIM(country)", "UPPER(TRIM(country))");
        changed = Shop.models(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** Runs the shipped models until their customers are there; the topic of the mart. */
    String firstRun() {
        return firstRun(1);
    }

    String firstRun(int customers) {
        try (ModelRunner runner = runner(BRISK)) {
            runner.run(Shop.models(), Set.of());
            String topic = topic(runner, Role.CURRENT);
            await().atMost(PATIENCE).until(() -> log.rowsOf(topic).size() == customers);
            return topic;
        }
    }

    ModelRunner runner(Rebuilding rebuilding) {
        return runner(rebuilding, Fingerprint.ENGINE);
    }

    ModelRunner runner(Rebuilding rebuilding, String version) {
        return new ModelRunner(
                work.resolve("state"),
                log.address(),
                ShopLog.SOURCE,
                Shop.inputs(),
                rebuilding,
                Clock.systemUTC(),
                version);
    }

    void customer(int number) {
        put(number);
        log.flush();
    }

    void put(int number) {
        log.put(
                "customers",
                "{\"customerNumber\":" + number + "}",
                "{\"customerNumber\":" + number + ",\"country\":\"Norway  \"}");
    }

    void awaitRows(String topic, String country, int... customers) {
        Map<String, String> expected = new java.util.HashMap<>();
        for (int number : customers) {
            expected.put(
                    "{\"customer_number\":" + number + "}",
                    "{\"customer_number\":" + number + ",\"country\":\"" + country + "\"}");
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.rowsOf(topic)).isEqualTo(expected));
    }

    static List<EditionState> editions(ModelRunner runner, String mart) {
        return runner.editions().stream()
                .filter(edition -> edition.mart().equals(mart))
                .toList();
    }

    static String topic(ModelRunner runner, Role role) {
        return editions(runner, "customers").stream()
                .filter(edition -> edition.role() == role)
                .findFirst()
                .orElseThrow()
                .topic();
    }

    void noteShown(String topic) {
        try (MartCatalog catalog = new MartCatalog(log.address())) {
            catalog.noteShown("customers", topic);
        }
    }

    List<?> declared() {
        try (MartCatalog catalog = new MartCatalog(log.address())) {
            return catalog.all();
        }
    }

    boolean exists(String topic) {
        try (Topics topics = new Topics(log.address())) {
            return topics.exists(topic);
        }
    }
}
