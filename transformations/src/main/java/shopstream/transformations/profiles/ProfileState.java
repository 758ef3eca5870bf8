package shopstream.transformations.profiles;

import java.util.OptionalLong;
import shopstream.transformations.engine.JobState;

/**
 * How the folding of profiles stands.
 *
 * @param behind events of the log that are in no published profile yet; empty while that is not known
 */
public record ProfileState(JobState job, OptionalLong behind) {}
