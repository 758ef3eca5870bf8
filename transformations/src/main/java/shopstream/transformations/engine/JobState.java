package shopstream.transformations.engine;

import java.time.Instant;

/**
 * What a job does now.
 *
 * @param job whose it is, such as a mart's name
 * @param message why, when it is failed or off; else empty
 * @param since when this condition began
 */
public record JobState(String job, Condition condition, String message, Instant since) {
    /** The conditions a job goes through. */
    public enum Condition {
        /** Submitted, its state being read back. */
        STARTING,
        /** All of its tasks run. */
        RUNNING,
        /** Stopped by an error that a few restarts did not cure; it is tried again from time to time. */
        FAILED,
        /** Not started: what it reads is not there. */
        OFF,
        /** Stopped with the program. */
        STOPPED
    }
}
