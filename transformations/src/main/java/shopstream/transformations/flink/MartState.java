package shopstream.transformations.flink;

import java.time.Instant;

/**
 * What a mart's job does now.
 *
 * @param message why, when it is failed or off; else empty
 * @param since when this condition began
 */
public record MartState(String mart, Condition condition, String message, Instant since) {
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
