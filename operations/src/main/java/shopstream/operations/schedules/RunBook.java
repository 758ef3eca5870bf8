package shopstream.operations.schedules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All runs of all schedules, below one folder. Several processes may have it open: what is said of a run is durable at once,
 * and one run of a schedule goes on at a time.
 */
public final class RunBook {
    private static final Logger LOG = LoggerFactory.getLogger(RunBook.class);

    /** Of each schedule; older ones go. */
    private static final int KEPT = 100;

    private static final String CUT_OFF = "The process that did it has ended.";

    private final Path folder;
    private final Clock clock;

    public RunBook(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The names of the schedules of which anything is known. */
    public List<String> schedules() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .filter(Schedule::isName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The newest runs of a schedule, the newest first. One whose process has ended is told as interrupted. */
    public List<Run> newest(String schedule, int most) {
        return of(schedule).newest(most).stream().map(this::asItStands).toList();
    }

    /** One run. */
    public Optional<Run> run(String schedule, String id) {
        return of(schedule).read(id).map(this::asItStands);
    }

    /** The last run that succeeded, however long ago. */
    public Optional<Run> newestSuccess(String schedule) {
        return of(schedule).newestSuccess();
    }

    /** How many runs of a schedule have failed or were interrupted since the beginning. */
    public long failures(String schedule) {
        return of(schedule).mark().map(RunFolder.Mark::failures).orElse(0L);
    }

    private Run asItStands(Run run) {
        if (run.state() != Run.State.RUNNING) {
            return run;
        }
        Optional<Turn> turn = Turn.tryTake(of(run.schedule()).path());
        if (turn.isEmpty()) {
            return run;
        }
        turn.get().close();
        // It may have ended between the two looks.
        return of(run.schedule())
                .read(run.id())
                .filter(now -> now.state() != Run.State.RUNNING)
                .orElseGet(() -> run.ended(lastHeardOf(run), Run.State.INTERRUPTED, CUT_OFF, Optional.empty()));
    }

    private static Instant lastHeardOf(Run run) {
        return run.log().isEmpty()
                ? run.begun()
                : run.log().get(run.log().size() - 1).at();
    }

    /**
     * Begins a run, unless one goes on.
     *
     * @param due the time of the timetable for which it is
     */
    public Optional<OpenRun> begin(Schedule schedule, Run.Cause cause, Optional<Instant> due, int attempt) {
        RunFolder runs = of(schedule.name());
        Optional<Turn> turn = Turn.take(runs.path());
        if (turn.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant now = clock.instant();
            settle(schedule, runs, now);
            Run run = Run.begun(runs.newId(now), schedule.name(), cause, due, attempt, now);
            runs.write(run);
            runs.keep(KEPT);
            return Optional.of(new OpenRun(schedule, run, this, turn.get(), clock));
        } catch (RuntimeException failed) {
            turn.get().close();
            throw failed;
        }
    }

    /** Writes down that a run was interrupted whose process has ended. @return false while a run goes on */
    boolean settle(Schedule schedule) {
        RunFolder runs = of(schedule.name());
        Optional<Turn> taken = Turn.tryTake(runs.path());
        if (taken.isEmpty()) {
            return false;
        }
        try (Turn turn = taken.get()) {
            settle(schedule, runs, clock.instant());
        }
        return true;
    }

    private void settle(Schedule schedule, RunFolder runs, Instant now) {
        runs.newest().filter(run -> run.state() == Run.State.RUNNING).ifPresent(run -> {
            LOG.warn("The run {} of {} was interrupted", run.id(), schedule.name());
            ended(schedule, run.ended(lastHeardOf(run), Run.State.INTERRUPTED, CUT_OFF, again(schedule, run, now)));
        });
    }

    /** When a run that did not succeed is tried again. Who asked for it sees that it failed, and asks again. */
    static Optional<Instant> again(Schedule schedule, Run run, Instant now) {
        return run.cause() != Run.Cause.ASKED && schedule.retries().after(run.attempt())
                ? Optional.of(now.plus(schedule.retries().pauseAfter(run.attempt())))
                : Optional.empty();
    }

    synchronized void skipped(Schedule schedule, Instant due, Instant now) {
        RunFolder runs = of(schedule.name());
        runs.write(Run.begun(runs.newId(now), schedule.name(), Run.Cause.TIMETABLE, Optional.of(due), 1, now)
                .ended(now, Run.State.SKIPPED, "It was due while the program did not run.", Optional.empty()));
    }

    void said(Run run) {
        of(run.schedule()).write(run);
    }

    synchronized void ended(Schedule schedule, Run run) {
        RunFolder runs = of(run.schedule());
        if (run.isFailure()) {
            RunFolder.Mark mark = mark(schedule);
            runs.write(new RunFolder.Mark(mark.timetable(), mark.dealtWith(), mark.failures() + 1));
        }
        runs.write(run);
    }

    Optional<Run> newest(String schedule) {
        return of(schedule).newest();
    }

    /** Up to which moment all times of the timetable are dealt with; a timetable that is new is followed from now on. */
    synchronized Instant dealtWith(Schedule schedule) {
        return mark(schedule).dealtWith();
    }

    synchronized void dealtWith(Schedule schedule, Instant moment) {
        of(schedule.name()).write(new RunFolder.Mark(timetable(schedule), moment, failures(schedule.name())));
    }

    private RunFolder.Mark mark(Schedule schedule) {
        RunFolder runs = of(schedule.name());
        Optional<RunFolder.Mark> known = runs.mark();
        if (known.isPresent() && known.get().timetable().equals(timetable(schedule))) {
            return known.get();
        }
        RunFolder.Mark fresh = new RunFolder.Mark(
                timetable(schedule),
                clock.instant(),
                known.map(RunFolder.Mark::failures).orElse(0L));
        runs.write(fresh);
        return fresh;
    }

    private static String timetable(Schedule schedule) {
        return schedule.timetable().map(Timetable::toString).orElse("when asked");
    }

    private RunFolder of(String schedule) {
        return new RunFolder(folder.resolve(schedule));
    }
}
