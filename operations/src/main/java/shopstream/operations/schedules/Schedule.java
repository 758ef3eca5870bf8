package shopstream.operations.schedules;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Work under a name, and when it is done.
 *
 * @param name lower-case letters, digits, hyphens and underscores; it is also a folder
 * @param what is done, in words, such as {@code training set interactions}
 * @param timetable empty where it is done only when somebody says so
 */
public record Schedule(String name, String what, Optional<Timetable> timetable, Missed missed, Retries retries) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    /** @throws IllegalArgumentException where the name is none */
    public Schedule {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of a schedule");
        }
    }

    /** Whether a schedule can have that name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    Optional<Instant> dueAfter(Instant moment) {
        return timetable.flatMap(times -> times.next(moment));
    }
}
