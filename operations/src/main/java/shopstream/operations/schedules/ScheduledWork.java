package shopstream.operations.schedules;

import java.util.Optional;

/**
 * What is done, and when.
 *
 * @param off why it cannot be done here; then its timetable is not followed, and who asks for it gets what comes of it
 */
public record ScheduledWork(Schedule schedule, Work work, Optional<String> off) {
    public ScheduledWork(Schedule schedule, Work work) {
        this(schedule, work, Optional.empty());
    }

    /** The same, or why it cannot be done here. */
    public ScheduledWork unless(Optional<String> reason) {
        return new ScheduledWork(schedule, work, off.or(() -> reason));
    }
}
