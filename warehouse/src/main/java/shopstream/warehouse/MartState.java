package shopstream.warehouse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a mart stands in the warehouse.
 *
 * @param inputTopics of the datasets that its model reads
 * @param completeTo every change the source committed until then is in the mart; empty while that is not known
 * @param lagMillis how long ago that was
 * @param rebuilding how far a changed model's rows are that are being loaded beside the ones shown, if there are any
 * @param failure why it stands still, if it does
 */
public record MartState(
        String name,
        List<String> inputTopics,
        long rows,
        Optional<Instant> completeTo,
        Optional<Long> lagMillis,
        Optional<Rebuild> rebuilding,
        Optional<String> failure) {

    /**
     * @param progress the share of the way that it has come, from 0 to 1
     * @param since when it was begun
     * @param waitsFor once it is done, marts that it is to be shown together with
     */
    public record Rebuild(double progress, Instant since, Set<String> waitsFor) {}
}
