package shopstream.operations.quarantine;

import java.time.Instant;
import java.util.List;

/**
 * What was set aside for one cause.
 *
 * @param count of records
 * @param stale of them, so many rows that are shown as they were before, since nothing newer of them was accepted
 * @param first when it happened first, and {@code last} when last
 * @param examples the values that broke the rule most often, the most frequent first
 * @param othersOf how many records had values that are not among the examples
 */
public record CauseReport(
        Cause cause, long count, long stale, Instant first, Instant last, List<Example> examples, long othersOf) {
    /** A value that broke the rule. @param value null where there was none */
    public record Example(String value, long count) {}
}
