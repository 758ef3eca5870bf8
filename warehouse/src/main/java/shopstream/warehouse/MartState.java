package shopstream.warehouse;

import java.time.Instant;
import java.util.Optional;

/**
 * How a mart stands in the warehouse.
 *
 * @param completeTo every change the source committed until then is in the mart; empty while that is not known
 * @param lagMillis how long ago that was
 * @param loading a changed model's rows are being loaded beside the ones shown
 * @param failure why it stands still, if it does
 */
public record MartState(
        String name,
        long rows,
        Optional<Instant> completeTo,
        Optional<Long> lagMillis,
        boolean loading,
        Optional<String> failure) {}
