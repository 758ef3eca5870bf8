package shopstream.operations.schedules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One attempt at a schedule's work.
 *
 * @param id when it began, as text; later runs of a schedule have greater ones
 * @param due for which time of the timetable; empty where somebody asked for it
 * @param attempt from 1 on
 * @param rows it wrote; known once it has succeeded, where it writes rows
 * @param message why it did not succeed
 * @param retryAt when it is tried again; empty where it is not
 */
public record Run(
        String id,
        String schedule,
        Cause cause,
        Optional<Instant> due,
        int attempt,
        Instant begun,
        Optional<Instant> ended,
        State state,
        OptionalLong rows,
        Optional<String> message,
        Optional<Instant> retryAt,
        List<Line> log) {

    /** More than anybody reads; a run that says more goes on without being written down. */
    private static final int MOST_LINES = 500;

    /** Why it began. */
    public enum Cause {
        TIMETABLE,
        CATCHING_UP,
        RETRY,
        ASKED
    }

    /** How it stands. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** The process ended before it did. */
        INTERRUPTED,
        /** Its time came while the program did not run. */
        SKIPPED
    }

    /** What a run said, and when. */
    public record Line(Instant at, String text) {}

    public Run {
        log = List.copyOf(log);
    }

    static Run begun(String id, String schedule, Cause cause, Optional<Instant> due, int attempt, Instant now) {
        return new Run(
                id,
                schedule,
                cause,
                due,
                attempt,
                now,
                Optional.empty(),
                State.RUNNING,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    Run said(Instant at, String text) {
        if (log.size() >= MOST_LINES) {
            return this;
        }
        List<Line> more = new ArrayList<>(log);
        more.add(new Line(at, text));
        return new Run(id, schedule, cause, due, attempt, begun, ended, state, rows, message, retryAt, more);
    }

    Run succeeded(Instant now, OptionalLong written) {
        return new Run(
                id,
                schedule,
                cause,
                due,
                attempt,
                begun,
                Optional.of(now),
                State.SUCCEEDED,
                written,
                Optional.empty(),
                Optional.empty(),
                log);
    }

    /** @param again when it is tried again */
    Run ended(Instant now, State how, String why, Optional<Instant> again) {
        return new Run(
                id,
                schedule,
                cause,
                due,
                attempt,
                begun,
                Optional.of(now),
                how,
                OptionalLong.empty(),
                Optional.of(why),
                again,
                log);
    }

    /** How long it took, once it has ended. */
    public Optional<Duration> took() {
        return ended.map(end -> Duration.between(begun, end));
    }

    boolean isFailure() {
        return state == State.FAILED || state == State.INTERRUPTED;
    }
}
