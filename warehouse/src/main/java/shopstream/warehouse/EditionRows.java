package shopstream.warehouse;

import java.time.Instant;
import java.util.Optional;

/**
 * What the warehouse has of one edition of a mart.
 *
 * @param shown whether it is the one that answers come from
 * @param completeTo every change the source committed until then is in its rows; empty while that is not known
 * @param progress the share of the way that it has come, from 0 to 1, while it is being built
 * @param failure why it stands still, if it does
 */
public record EditionRows(
        String mart,
        String topic,
        boolean shown,
        long rows,
        Optional<Instant> completeTo,
        Optional<Double> progress,
        Optional<String> failure) {}
