package shopstream.operations.schedules;

import java.time.Instant;
import java.util.Optional;

/**
 * How a schedule stands.
 *
 * @param next when it runs again, the times of its timetable and further attempts together; empty where it waits to be asked
 * @param off why its timetable is not followed, if it is not
 * @param newest the run that began last
 * @param success the run that succeeded last
 * @param failures runs that failed or were interrupted since the beginning
 */
public record Standing(
        Schedule schedule,
        Optional<Instant> next,
        Optional<String> off,
        Optional<Run> newest,
        Optional<Run> success,
        long failures) {}
