package shopstream.operations.schedules;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that goes on: it has the turn, and all it says is written down at once. */
public final class OpenRun {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRun.class);

    private final Schedule schedule;
    private final RunBook book;
    private final Turn turn;
    private final Clock clock;
    private Run run;

    OpenRun(Schedule schedule, Run run, RunBook book, Turn turn, Clock clock) {
        this.schedule = schedule;
        this.run = run;
        this.book = book;
        this.turn = turn;
        this.clock = clock;
    }

    /** As it stands. */
    public synchronized Run run() {
        return run;
    }

    /** Does the work in this thread, whatever comes of it. @return the run, which has ended */
    public Run carryOut(Work work) {
        try (turn) {
            LOG.info("{} begins: attempt {}", schedule.name(), run().attempt());
            Run done;
            try {
                OptionalLong rows = work.run(this::say);
                done = run().succeeded(clock.instant(), rows);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                done = without("The program was stopped.", Run.State.INTERRUPTED);
            } catch (Exception | LinkageError | StackOverflowError failed) {
                LOG.warn("{} did not succeed", schedule.name(), failed);
                done = Thread.currentThread().isInterrupted()
                        ? without("The program was stopped.", Run.State.INTERRUPTED)
                        : without(words(failed), Run.State.FAILED);
            }
            end(done);
            LOG.info(
                    "{} has ended: {} {}",
                    schedule.name(),
                    done.state(),
                    done.message().orElse(""));
            return done;
        }
    }

    private Run without(String why, Run.State how) {
        Instant now = clock.instant();
        Run standing = run();
        return standing.ended(now, how, why, RunBook.again(schedule, standing, now));
    }

    /** Gives up the turn without having done anything; it counts as interrupted. */
    void abandon() {
        turn.close();
    }

    private synchronized void say(String line) {
        run = run.said(clock.instant(), line);
        book.said(run);
    }

    /** A thread that is interrupted cannot write. */
    private synchronized void end(Run done) {
        boolean interrupted = Thread.interrupted();
        try {
            run = done;
            book.ended(schedule, done);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String words(Throwable failed) {
        return Optional.ofNullable(failed.getMessage())
                .filter(message -> !message.isBlank())
                .orElseGet(failed::toString);
    }
}
