package shopstream.app;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shopstream.ingestion.database.CaptureState;
import shopstream.ingestion.database.DatabaseCapture;
import shopstream.ingestion.database.DatabaseSource;

/** A source that is being read, and what there is to say of it. */
record FollowedSource(DatabaseSource source, DatabaseCapture capture, SnapshotProgress progress) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final long MEGABYTE = 1 << 20;

    /** One word for how it is read: capture's, or that it is behind its own primary. */
    String state() {
        CaptureState state = capture.state();
        return state instanceof CaptureState.Streaming
                        && capture.behindPrimary().isPresent()
                ? "behind"
                : state.word();
    }

    /** In sentences, what matters most first; nothing while all is well. */
    Optional<String> message() {
        CaptureState state = capture.state();
        if (state instanceof CaptureState.Disconnected gone) {
            return Optional.of(
                    "The source has not answered since " + CLOCK.format(gone.since()) + " UTC: " + gone.message());
        }
        if (state instanceof CaptureState.Stopped stopped) {
            return Optional.of(stopped.reason());
        }
        boolean reading = state instanceof CaptureState.Snapshot;
        String sentences = Stream.of(
                        reading ? Optional.of(progress.total() + " rows read so far.") : Optional.<String>empty(),
                        state instanceof CaptureState.Snapshot snapshot ? pause(snapshot) : Optional.<String>empty(),
                        capture.behindPrimary(),
                        heldBack(),
                        reread(reading))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return Optional.of(sentences).filter(said -> !said.isEmpty());
    }

    /** Why what is waited for does not come; nothing while it is on its way. */
    Optional<String> hindrance() {
        CaptureState state = capture.state();
        if (state instanceof CaptureState.Disconnected || state instanceof CaptureState.Stopped) {
            return message();
        }
        Optional<String> pause = state instanceof CaptureState.Snapshot snapshot ? pause(snapshot) : Optional.empty();
        return pause.or(capture::behindPrimary);
    }

    private static Optional<String> pause(CaptureState.Snapshot reading) {
        return reading.pausedBecause().map(reason -> "Reading pauses: " + reason + ".");
    }

    private Optional<String> reread(boolean still) {
        return capture.reread()
                .map(anew -> "All rows " + (still ? "are read anew since " : "were read anew at ")
                        + CLOCK.format(anew.since()) + " UTC. " + anew.reason());
    }

    private Optional<String> heldBack() {
        long bytes = capture.logHeldBack().orElse(0);
        long most = source.serverObjects().mostLogHeldBack();
        return Optional.of("The slot " + source.serverObjects().slot() + " holds back " + bytes / MEGABYTE
                        + " MB of log on the server, more than the " + most / MEGABYTE
                        + " MB of most-log-held-back in shop.yaml: it is not read fast enough, or a transaction there has"
                        + " been open for long.")
                .filter(said -> bytes > most);
    }
}
