package shopstream.transformations.flink;

import java.time.Instant;
import java.util.Optional;
import shopstream.eventlog.MartEdition;
import shopstream.transformations.engine.JobState;

/**
 * How one edition of a mart stands.
 *
 * @param state what its job does; a kept edition's job is stopped
 * @param since when it got its role
 * @param keptUntil when a kept edition is deleted
 * @param takenBack whether it is shown instead of what the folder has
 */
public record EditionState(
        String mart,
        String topic,
        String fingerprint,
        MartEdition.Role role,
        JobState state,
        Instant since,
        Optional<Instant> keptUntil,
        boolean takenBack) {}
