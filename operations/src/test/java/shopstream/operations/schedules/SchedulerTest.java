package shopstream.operations.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.operations.schedules.Run.Cause;
import shopstream.operations.schedules.Run.State;

class SchedulerTest {
    private static final String NIGHTLY = "nightly";
    private static final Retries TWICE = new Retries(2, Duration.ofMinutes(1));

    @TempDir
    private Path directory;

    private final SetClock clock = new SetClock("2026-11-01T12:00:00Z");
    private final AtomicInteger done = new AtomicInteger();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    static Schedule nightly(String name) {
        return schedule(name, Missed.CATCH_UP, TWICE);
    }

    private static Schedule schedule(String name, Missed missed, Retries retries) {
        return new Schedule(name, "Work", Optional.of(Timetable.of("30 3 * * *", ZoneId.of("UTC"))), missed, retries);
    }

    @Test
    void runsOnceAtEachTimeAndNotWhenItIsFirstDeclared() {
        Scheduler scheduler = scheduler(nightly(NIGHTLY), this::succeed);
        looks(scheduler, "2026-11-01T12:00:00Z", "2026-11-02T03:29:59Z");
        assertThat(done).hasValue(0);
        looks(scheduler, "2026-11-02T03:30:00Z", "2026-11-02T03:30:01Z", "2026-11-02T20:00:00Z");
        assertThat(done).hasValue(1);
        looks(scheduler, "2026-11-03T03:30:02Z");
        assertThat(runs())
                .extracting(Run::state, Run::cause, Run::due, Run::rows)
                .containsExactly(
                        tuple(State.SUCCEEDED, Cause.TIMETABLE, at("2026-11-03T03:30:00Z"), OptionalLong.of(2)),
                        tuple(State.SUCCEEDED, Cause.TIMETABLE, at("2026-11-02T03:30:00Z"), OptionalLong.of(1)));
        assertThat(scheduler.standings().get(0).next()).isEqualTo(at("2026-11-04T03:30:00Z"));
    }

    @Test
    void aPauseIsMadeUpForByOneRunAlsoAcrossARestart() {
        looks(scheduler(nightly(NIGHTLY), this::succeed), "2026-11-01T12:00:00Z");
        // Four nights without the program.
        Scheduler restarted = scheduler(nightly(NIGHTLY), this::succeed);
        looks(restarted, "2026-11-05T09:00:00Z", "2026-11-05T09:00:01Z", "2026-11-06T03:30:00Z");
        assertThat(runs())
                .extracting(Run::cause, Run::due)
                .containsExactly(
                        tuple(Cause.TIMETABLE, at("2026-11-06T03:30:00Z")),
                        tuple(Cause.CATCHING_UP, at("2026-11-02T03:30:00Z")));
    }

    @Test
    void aPauseIsSkippedWhereThatIsDeclared() {
        Schedule skipping = schedule(NIGHTLY, Missed.SKIP, TWICE);
        Scheduler scheduler = scheduler(skipping, this::succeed);
        // The machine sleeps through two nights.
        looks(scheduler, "2026-11-01T12:00:00Z", "2026-11-03T09:00:00Z", "2026-11-03T09:00:01Z");
        assertThat(done).hasValue(0);
        assertThat(runs()).extracting(Run::state).containsExactly(State.SKIPPED);
        looks(scheduler, "2026-11-04T03:30:30Z");
        assertThat(done).hasValue(1);
    }

    @Test
    void anotherTimetableIsFollowedFromNowOn() {
        looks(scheduler(nightly(NIGHTLY), this::succeed), "2026-11-01T12:00:00Z");
        Schedule changed = new Schedule(
                NIGHTLY, "Work", Optional.of(Timetable.of("0 * * * *", ZoneId.of("UTC"))), Missed.CATCH_UP, TWICE);
        Scheduler scheduler = scheduler(changed, this::succeed);
        looks(scheduler, "2026-11-01T18:20:00Z");
        assertThat(done).hasValue(0);
        looks(scheduler, "2026-11-01T19:00:00Z");
        assertThat(done).hasValue(1);
    }

    @Test
    void whatFailsIsTriedAgainAfterPausesThatGrowAndThenNoMore() {
        Scheduler scheduler = scheduler(nightly(NIGHTLY), log -> {
            log.say("attempt " + done.incrementAndGet());
            throw new IOException("The disk is full.");
        });
        looks(scheduler, "2026-11-01T12:00:00Z", "2026-11-02T03:30:00Z", "2026-11-02T03:30:59Z");
        assertThat(done).hasValue(1);
        assertThat(scheduler.standings().get(0).next()).isEqualTo(at("2026-11-02T03:31:00Z"));
        looks(scheduler, "2026-11-02T03:31:00Z", "2026-11-02T03:32:59Z");
        assertThat(done).hasValue(2);
        looks(scheduler, "2026-11-02T03:33:00Z", "2026-11-02T23:00:00Z");
        assertThat(done).hasValue(3);
        assertThat(runs()).extracting(Run::attempt).containsExactly(3, 2, 1);
        assertThat(runs().get(0).retryAt()).isEmpty();
        assertThat(runs().get(0).message()).contains("The disk is full.");
        assertThat(runs().get(0).log()).extracting(Run.Line::text).containsExactly("attempt 3");
        assertThat(scheduler.standings().get(0).failures()).isEqualTo(3);
        looks(scheduler, "2026-11-03T03:30:00Z");
        assertThat(runs().get(0).attempt()).isEqualTo(1);
    }

    @Test
    void pausesGrowUpToAnHour() {
        Retries many = new Retries(20, Duration.ofMinutes(1));
        assertThat(many.pauseAfter(3)).isEqualTo(Duration.ofMinutes(4));
        assertThat(many.pauseAfter(19)).isEqualTo(Duration.ofHours(1));
        assertThat(new Retries(2, Duration.ofHours(3)).pauseAfter(2)).isEqualTo(Duration.ofHours(3));
    }

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

    @Test
    void whatSomebodyAskedForIsNotTriedAgainByItself() {
        Scheduler scheduler = scheduler(nightly(NIGHTLY), log -> {
            throw new IOException("no");
        });
        Run run = scheduler.runNow(NIGHTLY).orElseThrow();
        assertThat(run.cause()).isEqualTo(Cause.ASKED);
        assertThat(runs().get(0).retryAt()).isEmpty();
        assertThatThrownBy(() -> scheduler.runNow("nightley"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nightley");
    }

    @Test
    void keepsTheLastHundredRunsAndTheLastThatSucceeded() {
        Scheduler good = scheduler(nightly(NIGHTLY), this::succeed);
        good.runNow(NIGHTLY);
        Scheduler bad = scheduler(nightly(NIGHTLY), log -> {
            throw new IOException("no");
        });
        for (int i = 0; i < 110; i++) {
            clock.pass(Duration.ofSeconds(1));
            bad.runNow(NIGHTLY);
        }
        assertThat(runs()).hasSize(101);
        assertThat(book().newestSuccess(NIGHTLY)).isPresent();
        assertThat(book().failures(NIGHTLY)).isEqualTo(110);
    }

    private OptionalLong succeed(Work.Log log) {
        return OptionalLong.of(done.incrementAndGet());
    }

    private static Optional<Instant> at(String moment) {
        return Optional.of(Instant.parse(moment));
    }

    private void looks(Scheduler scheduler, String... moments) {
        for (String moment : moments) {
            clock.set(moment);
            scheduler.look();
        }
    }

    @Test
    void whatCannotBeDoneHereIsOffAndSaysSo() {
        AtomicInteger done = new AtomicInteger();
        Work work = log -> OptionalLong.of(done.incrementAndGet());
        ScheduledWork off = new ScheduledWork(nightly("off"), work).unless(Optional.of("off: no ratings"));
        Scheduler scheduler =
                new Scheduler(List.of(off, new ScheduledWork(nightly("on"), work)), book(), clock, new AtOnce());
        open.add(scheduler);
        looks(scheduler, "2026-11-02T03:30:00Z", "2026-11-03T03:30:02Z");

        assertThat(book().newest("off", 10)).isEmpty();
        assertThat(book().newest("on", 10)).isNotEmpty();
        Standing standing = scheduler.standings().get(0);
        assertThat(standing.off()).contains("off: no ratings");
        assertThat(standing.next()).isEmpty();
        assertThat(scheduler.standings().get(1).next()).isPresent();
        scheduler.runNow("off");
        assertThat(book().newest("off", 10)).hasSize(1);
    }

    private List<Run> runs() {
        return book().newest(NIGHTLY, 1_000);
    }

    private RunBook book() {
        return new RunBook(directory, clock);
    }

    private Scheduler scheduler(Schedule schedule, Work work) {
        return scheduler(schedule, work, new AtOnce());
    }

    private Scheduler scheduler(Schedule schedule, Work work, ExecutorService threads) {
        Scheduler scheduler = new Scheduler(List.of(new ScheduledWork(schedule, work)), book(), clock, threads);
        open.add(scheduler);
        return scheduler;
    }
}
