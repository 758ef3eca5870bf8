package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.transformations.engine.CheckpointFolder;
import shopstream.transformations.engine.JobState.Condition;
import shopstream.transformations.model.Models;

class ModelRunnerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    private ShopLog log;

    @TempDir
    private Path work;

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
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void joinsFollowRandomChangesAndARestartGoesOnWhereItStopped() {
        RandomSales sales = new RandomSales(1, log, 400);
        sales.change(2_000);
        Path state = work.resolve("flink");
        try (ModelRunner runner = runner(state)) {
            runner.run(Shop.models(), Set.of());
            awaitCondition(runner, "sales_lines", Condition.RUNNING);
            sales.change(2_000);
            log.flush();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log.rows("sales_lines")).isEqualTo(sales.expected()));
        }
        sales.change(1_000);
        log.flush();
        try (ModelRunner runner = runner(state)) {
            runner.run(Shop.models(), Set.of());
            awaitCondition(runner, "sales_lines", Condition.RUNNING);
            sales.change(500);
            log.flush();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log.rows("sales_lines")).isEqualTo(sales.expected()));
            assertThat(new CheckpointFolder(state.resolve("sales_lines")).directory())
                    .isDirectory();
        }
    }

    @Test
    void aModelThatFailsStopsOnlyItself() throws Exception {
        Path folder = Shop.copy(work.resolve("models"));
        Shop.replace(
                folder.resolve("staging/stg_products.sql"),
                "buyPrice AS",
                "CAST(buyPrice / CAST(0 AS INT) AS DECIMAL(10, 2)) AS");
        Models models = Shop.models(folder);
        log.put(
                "products",
                "{\"productCode\":\"P1\"}",
                "{\"productCode\":\"P1\",\"productName\":\"n\",\"productLine\":\"l\",\"productVendor\":\"v\",\"buyPrice\":\"1.00\"}");
        log.flush();
        try (ModelRunner runner = runner(work.resolve("flink"))) {
            runner.run(models, Set.of());
            awaitCondition(runner, "products", Condition.FAILED);
            assertThat(runner.states().get("products").message()).containsIgnoringCase("division");
            log.put("customers", "{\"customerNumber\":7}", "{\"customerNumber\":7,\"country\":\"Norway  \"}");
            log.flush();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log.rows("customers"))
                            .containsEntry(
                                    "{\"customer_number\":7}", "{\"customer_number\":7,\"country\":\"Norway\"}"));
            assertThat(runner.states().get("customers").condition()).isEqualTo(Condition.RUNNING);
        }
    }

    @Test
    void aMartWhoseDatasetIsMissingIsOff() {
        try (ModelRunner runner = runner(work.resolve("flink"))) {
            runner.run(Shop.models(), Set.of("products"));
            assertThat(runner.states().get("products").condition()).isEqualTo(Condition.OFF);
            assertThat(runner.states().get("products").message()).isEqualTo("The source has no table for products");
            awaitCondition(runner, "sales_lines", Condition.RUNNING);
        }
        assertThat(Files.exists(work.resolve("flink/products"))).isFalse();
    }

    private ModelRunner runner(Path state) {
        return new ModelRunner(
                state, log.address(), ShopLog.SOURCE, Shop.inputs(), Rebuilding.DEFAULT, Clock.systemUTC());
    }

    private static void awaitCondition(ModelRunner runner, String mart, Condition condition) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(runner.states().get(mart).condition()).isEqualTo(condition));
    }
}
