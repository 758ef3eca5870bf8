package shopstream.transformations.lake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import shopstream.transformations.engine.JobState;

/**
 * How the lake's writing stands.
 *
 * @param heldTo everything that the source committed until then is in the lake; empty while that is not known
 * @param rows of each dataset's history
 */
public record LakeState(JobState job, Optional<Instant> heldTo, Map<String, Long> rows) {
    public LakeState {
        rows = Map.copyOf(rows);
    }
}
