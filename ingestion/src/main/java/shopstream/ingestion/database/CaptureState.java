package shopstream.ingestion.database;

import java.time.Instant;
import java.util.Optional;

/** What capture is doing. */
public sealed interface CaptureState {
    /** One word for the status page. */
    String word();

    /** Connecting, or about to. */
    record Starting() implements CaptureState {
        @Override
        public String word() {
            return "starting";
        }
    }

    /**
     * Reading all rows, of one table at least, while the changes are followed.
     *
     * @param pausedBecause why nothing is read at the moment; empty while rows are read
     */
    record Snapshot(Optional<String> pausedBecause) implements CaptureState {
        @Override
        public String word() {
            return "snapshot";
        }
    }

    /** Following the changes. */
    record Streaming() implements CaptureState {
        @Override
        public String word() {
            return "streaming";
        }
    }

    /** The source does not answer; it is tried again and again. */
    record Disconnected(Instant since, String message) implements CaptureState {
        @Override
        public String word() {
            return "disconnected";
        }
    }

    /** Stopped for a reason that trying again does not mend. */
    record Stopped(String reason) implements CaptureState {
        @Override
        public String word() {
            return "stopped";
        }
    }
}
