package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.MartEdition.Role;
import shopstream.transformations.engine.JobState;
import shopstream.transformations.engine.JobState.Condition;

/** What becomes of a mart whose model has changed since the last start. The warehouse is a note in the catalog here. */
class ChangedModelIT extends ChangingModel {
    /** The newest customer. */
    private int last = 2;

    @Test
    void theOldModelGoesOnWithItsOldSqlUntilTheNewOneIsShownAndCanBeTakenBack() {
        customer(1);
        String old = firstRun();
        String built;
        try (ModelRunner runner = runner(BRISK)) {
            runner.run(changed, Set.of());
            built = topic(runner, Role.BUILDING);
            customer(2);
            awaitRows(old, "Norway", 1, 2);
            awaitRows(built, "NORWAY", 1, 2);
            assertThat(runner.states().get("customers").condition()).isEqualTo(Condition.RUNNING);
            assertThat(editions(runner, "products"))
                    .extracting(EditionState::role)
                    .containsExactly(Role.CURRENT);

            noteShown(built);
            await().atMost(PATIENCE).until(() -> topic(runner, Role.CURRENT).equals(built));
            assertThat(topic(runner, Role.KEPT)).isEqualTo(old);
            // Its job ends while the new one goes on, and may write a customer more until then.
            await().atMost(PATIENCE).until(() -> {
                customer(++last);
                awaitRows(built, "NORWAY", upTo(last));
                return log.rowsOf(old).size() < last;
            });

            runner.rollback("customers");
            assertThat(topic(runner, Role.CURRENT)).isEqualTo(old);
            awaitRows(old, "Norway", upTo(last));
        }
        try (ModelRunner runner = runner(BRISK)) {
            runner.run(changed, Set.of());
            assertThat(editions(runner, "customers")).hasSize(2);
            assertThat(topic(runner, Role.CURRENT)).isEqualTo(old);
            customer(++last);
            awaitRows(old, "Norway", upTo(last));
        }
    }

    private static int[] upTo(int last) {
        return IntStream.rangeClosed(1, last).toArray();
    }

    @Test
    void anotherVersionOfFlinkRebuildsBesideTheOldRowsWhichStandUntilTheNewOnesAreShown() {
        customer(1);
        String old = firstRun();
        try (ModelRunner runner = runner(BRISK, "0.9")) {
            runner.run(Shop.models(), Set.of());
            String built = topic(runner, Role.BUILDING);
            assertThat(topic(runner, Role.CURRENT)).isEqualTo(old);
            customer(2);
            awaitRows(built, "Norway", 1, 2);
            awaitRows(old, "Norway", 1);
            assertThat(runner.states().get("customers").message()).contains("stand still", "this version");

            noteShown(built);
            await().atMost(PATIENCE).until(() -> topic(runner, Role.CURRENT).equals(built));
            assertThat(topic(runner, Role.KEPT)).isEqualTo(old);
        }
        try (ModelRunner runner = runner(BRISK, "0.9")) {
            runner.run(Shop.models(), Set.of());
            assertThat(editions(runner, "customers"))
                    .extracting(EditionState::role)
                    .containsExactlyInAnyOrder(Role.CURRENT, Role.KEPT);
        }
    }

    @Test
    void anUnchangedModelIsNeverRebuilt() {
        customer(1);
        firstRun();
        List<?> declared = declared();
        try (ModelRunner runner = runner(BRISK)) {
            runner.run(Shop.models(), Set.of());
            assertThat(runner.editions()).allMatch(edition -> edition.role() == Role.CURRENT);
        }
        assertThat(declared()).isEqualTo(declared);
    }

    @Test
    void aRebuildIsGivenUpByGoingBackAndWhatItLeftIsDeleted() {
        customer(1);
        String old = firstRun();
        try (ModelRunner runner = runner(BRISK)) {
            runner.run(changed, Set.of());
            String built = topic(runner, Role.BUILDING);
            awaitRows(built, "NORWAY", 1);
            runner.rollback("customers");
            assertThat(editions(runner, "customers"))
                    .singleElement()
                    .satisfies(edition -> assertThat(edition.topic()).isEqualTo(old));
            await().atMost(PATIENCE).until(() -> !exists(built));
            assertThatThrownBy(() -> runner.rollback("customers")).hasMessageContaining("no earlier edition");
        }
    }

    @Test
    void aWishToGoBackIsGrantedAtTheNextStart() {
        customer(1);
        String old = firstRun();
        try (ModelRunner runner = runner(BRISK)) {
            runner.run(changed, Set.of());
            String built = topic(runner, Role.BUILDING);
            awaitRows(built, "NORWAY", 1);
            noteShown(built);
        }
        new RollbackWishes(work.resolve("state")).add("customers");
        try (ModelRunner runner = runner(BRISK)) {
            runner.run(changed, Set.of());
            assertThat(topic(runner, Role.CURRENT)).isEqualTo(old);
            customer(2);
            awaitRows(old, "Norway", 1, 2);
        }
        assertThat(new RollbackWishes(work.resolve("state")).marts()).isEmpty();
    }

    @Test
    void theEditionBeforeIsDeletedWithItsTopicAndCheckpointsWhenItsTimeIsOver() {
        customer(1);
        String old = firstRun();
        try (ModelRunner runner = runner(new Rebuilding(100_000, Duration.ofSeconds(2)))) {
            runner.run(changed, Set.of());
            String built = topic(runner, Role.BUILDING);
            awaitRows(built, "NORWAY", 1);
            noteShown(built);
            await().atMost(PATIENCE).until(() -> !exists(old));
            assertThat(editions(runner, "customers")).hasSize(1);
            String fingerprint = old.substring(old.lastIndexOf('.') + 1);
            await().atMost(PATIENCE)
                    .until(() -> !Files.exists(work.resolve("state/customers").resolve(fingerprint)));
        }
    }

    @Test
    void aModelThatCannotBePlannedLeavesTheOneBeforeRunningAndIsSaid() throws IOException {
        customer(1);
        String old = firstRun();
        Path folder = Shop.copy(work.resolve("broken"));
        Shop.replace(folder.resolve("marts/customers.sql"), "country", "county");
        try (ModelRunner runner = runner(BRISK)) {
            runner.run(Shop.models(folder), Set.of());
            customer(2);
            awaitRows(old, "Norway", 1, 2);
            JobState state = runner.states().get("customers");
            assertThat(state.condition()).isEqualTo(Condition.RUNNING);
            assertThat(state.message()).contains("goes on", "customers.sql:1", "county");
        }
    }

    @Test
    void historyIsReadAgainNoFasterThanAllowedAndNewRowsAtOnce() {
        int customers = 4_000;
        for (int number = 1; number <= customers; number++) {
            put(number);
        }
        log.flush();
        String old = firstRun(customers);
        try (ModelRunner runner = runner(new Rebuilding(200, Duration.ofHours(1)))) {
            runner.run(changed, Set.of());
            String built = topic(runner, Role.BUILDING);
            long begun = System.nanoTime();
            customer(customers + 1);
            await().atMost(PATIENCE).until(() -> log.rowsOf(old).size() == customers + 1);
            assertThat(log.rowsOf(built)).hasSizeLessThan(customers);
            await().atMost(PATIENCE).until(() -> log.rowsOf(built).size() == customers + 1);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(15));
        }
    }
}
