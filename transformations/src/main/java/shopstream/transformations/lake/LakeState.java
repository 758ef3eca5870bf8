package shopstream.transformations.lake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import shopstream.transformations.engine.JobState;

/**
 * How the lake's writing stands.
 *
 * @param heldTo everything that the source committed until then is in the lake; empty while that is not known
 * @param loggedTo the same of the log, from which the lake is written: it stands still while the source is silent
 * @param lastCommit when rows were last written, of whatever table, or it was last committed that there were none to write, which
 *     is done every tenth time; empty while that is not known
 * @param rows of each dataset's history
 */
public record LakeState(
        JobState job,
        Optional<Instant> heldTo,
        Optional<Instant> loggedTo,
        Optional<Instant> lastCommit,
        Map<String, Long> rows) {
    /** So many times as long as there is between two commits, at most, until a lake has one to which nothing is written. */
    public static final int COMMITS_WITHOUT_ROWS = 10;

    public LakeState {
        rows = Map.copyOf(rows);
    }
}
