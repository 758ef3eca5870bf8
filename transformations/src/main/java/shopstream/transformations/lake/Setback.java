package shopstream.transformations.lake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Why a job does not get on, told until it does: it is begun again and looks well, until it has to commit. For one thread.
 */
final class Setback {
    private static final Duration BEGINNING_AGAIN = Duration.ofSeconds(30);

    private final Clock clock;
    private final Duration lasting;
    private Optional<String> why = Optional.empty();
    private Map<String, Long> rows = Map.of();
    private Instant seen = Instant.EPOCH;

    /** @param every between two commits */
    Setback(Clock clock, Duration every) {
        this.clock = clock;
        this.lasting = every.multipliedBy(2).plus(BEGINNING_AGAIN);
    }

    /**
     * What holds the job up.
     *
     * @param failure for which it is being begun again at this moment
     * @param written how many rows there are now: where there are others than before, it gets on
     */
    Optional<String> now(Optional<String> failure, Map<String, Long> written) {
        if (failure.isPresent()) {
            why = failure;
            rows = Map.copyOf(written);
            seen = clock.instant();
        } else if (!rows.equals(written) || clock.instant().isAfter(seen.plus(lasting))) {
            why = Optional.empty();
        }
        return why;
    }
}
