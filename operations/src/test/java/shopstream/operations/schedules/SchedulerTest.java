package shopstream.operations.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import shopstream.operations.schedules.Run.Cause;
import shopstream.operations.schedules.Run.State;

class SchedulerTest extends WorkOnAClock {
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
}
