package shopstream.ingestion.database;

import java.time.Instant;

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

    /** Reading all rows for the first time. */
    record Snapshot() implements CaptureState {
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
