package shopstream.operations.schedules;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Work on a clock that a test sets. */
abstract class WorkOnAClock {
    static final String NIGHTLY = "nightly";
    static final Retries TWICE = new Retries(2, Duration.ofMinutes(1));

    @TempDir
    Path directory;

    final SetClock clock = new SetClock("2026-11-01T12:00:00Z");
    final AtomicInteger done = new AtomicInteger();
    final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    static Schedule nightly(String name) {
        return schedule(name, Missed.CATCH_UP, TWICE);
    }

    static Schedule schedule(String name, Missed missed, Retries retries) {
        return new Schedule(name, "Work", Optional.of(Timetable.of("30 3 * * *", ZoneId.of("UTC"))), missed, retries);
    }

    OptionalLong succeed(Work.Log log) {
        return OptionalLong.of(done.incrementAndGet());
    }

    static Optional<Instant> at(String moment) {
        return Optional.of(Instant.parse(moment));
    }

    void looks(Scheduler scheduler, String... moments) {
        for (String moment : moments) {
            clock.set(moment);
            scheduler.look();
        }
    }

    List<Run> runs() {
        return book().newest(NIGHTLY, 1_000);
    }

    RunBook book() {
        return new RunBook(directory, clock);
    }

    Scheduler scheduler(Schedule schedule, Work work) {
        return scheduler(schedule, work, new AtOnce());
    }

    Scheduler scheduler(Schedule schedule, Work work, ExecutorService threads) {
        Scheduler scheduler = new Scheduler(List.of(new ScheduledWork(schedule, work)), book(), clock, threads);
        open.add(scheduler);
        return scheduler;
    }
}
