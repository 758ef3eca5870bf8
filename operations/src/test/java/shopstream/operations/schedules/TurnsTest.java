package shopstream.operations.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import shopstream.operations.schedules.Run.Cause;
import shopstream.operations.schedules.Run.State;

/** Who has the turn, and what becomes of one who has not. */
class TurnsTest extends WorkOnAClock {
    @Test
    void neverRunsTwiceAtOnceAndPassesOverWhatComesMeanwhile() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        Scheduler scheduler = scheduler(
                nightly(NIGHTLY),
                log -> {
                    done.incrementAndGet();
                    go.await();
                    return OptionalLong.empty();
                },
                threads);
        looks(scheduler, "2026-11-01T12:00:00Z");
        assertThat(scheduler.runNow(NIGHTLY)).isPresent();
        await().until(() -> done.get() == 1);
        assertThat(scheduler.runNow(NIGHTLY)).isEmpty();
        looks(scheduler, "2026-11-02T03:30:00Z", "2026-11-02T03:30:05Z");
        assertThat(runs()).extracting(Run::state).containsExactly(State.RUNNING);
        go.countDown();
        await().until(() -> runs().get(0).state() == State.SUCCEEDED);
        looks(scheduler, "2026-11-02T03:30:06Z");
        assertThat(done).hasValue(1);
    }

    @Test
    void oneWorkWaitsForAnother() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        Work work = log -> {
            assertThat(atOnce.incrementAndGet()).isEqualTo(1);
            go.await();
            atOnce.decrementAndGet();
            return OptionalLong.empty();
        };
        Scheduler scheduler = new Scheduler(
                List.of(new ScheduledWork(nightly("one"), work), new ScheduledWork(nightly("two"), work)),
                book(),
                clock,
                Executors.newCachedThreadPool());
        open.add(scheduler);
        scheduler.runNow("one");
        await().until(() -> atOnce.get() == 1);
        scheduler.runNow("two");
        await().until(() -> !book().newest("two", 1).get(0).log().isEmpty());
        go.countDown();
        await().until(() -> book().newest("two", 1).get(0).state() == State.SUCCEEDED);
    }

    @Test
    void anotherProcessKeepsTheTurnUntilItIsKilledAndThenItIsTriedAgain() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldRun.class.getName(),
                        directory.toString(),
                        NIGHTLY)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        open.add(process::destroyForcibly);
        BufferedReader output = process.inputReader();
        assertThat(output.readLine()).isEqualTo("running");

        clock.set(Instant.now().toString());
        Scheduler scheduler = scheduler(nightly(NIGHTLY), this::succeed);
        assertThat(scheduler.runNow(NIGHTLY)).isEmpty();
        scheduler.look();
        assertThat(runs()).extracting(Run::state).containsExactly(State.RUNNING);

        process.destroyForcibly().waitFor();
        assertThat(runs()).extracting(Run::state).containsExactly(State.INTERRUPTED);
        scheduler.look();
        Run interrupted = runs().get(0);
        assertThat(interrupted.log()).extracting(Run.Line::text).containsExactly("half-way");
        assertThat(interrupted.retryAt()).contains(clock.instant().plus(TWICE.pause()));
        clock.pass(TWICE.pause());
        scheduler.look();
        assertThat(runs())
                .extracting(Run::state, Run::attempt, Run::cause)
                .startsWith(tuple(State.SUCCEEDED, 2, Cause.RETRY));
        assertThat(scheduler.standings().get(0).failures()).isEqualTo(1);
    }

    @Test
    void stoppingInterruptsWhatRuns() {
        CountDownLatch begun = new CountDownLatch(1);
        Scheduler scheduler = scheduler(
                nightly(NIGHTLY),
                log -> {
                    begun.countDown();
                    TimeUnit.DAYS.sleep(1);
                    return OptionalLong.empty();
                },
                Executors.newCachedThreadPool());
        looks(scheduler, "2026-11-01T12:00:00Z", "2026-11-02T03:30:00Z");
        await().until(() -> begun.getCount() == 0);
        scheduler.close();
        assertThat(runs()).extracting(Run::state).containsExactly(State.INTERRUPTED);
        looks(scheduler(nightly(NIGHTLY), this::succeed), "2026-11-02T03:31:00Z");
        assertThat(runs()).extracting(Run::state).startsWith(State.SUCCEEDED);
    }
}
