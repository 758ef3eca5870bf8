package shopstream.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link StateNote} of a writer young enough, beside the writing, which waits for no more than a few milliseconds. */
final class KeptState {
    private static final Logger LOG = LoggerFactory.getLogger(KeptState.class);

    /** Reading so many records takes no time worth saving. */
    private static final long FEW_RECORDS = 20_000;

    /** Behind the note stands at most this part of what the rows are: reading it takes as long as reading the note. */
    private static final int PART_OF_ROWS = 20;

    private final EventLog log;
    private final String source;
    private final StateNote file;
    private SourceState state;
    private Map<String, String> topics;
    private long recordsNoted;

    /** @param log whose lock guards its state */
    KeptState(EventLog log, String source, Path file) {
        this.log = log;
        this.source = source;
        this.file = new StateNote(file);
    }

    StateNote file() {
        return file;
    }

    /** From now on it is this that is noted. @param ids of the topics, by name @param noted so many records already are */
    void opened(SourceState opened, Map<String, String> ids, long noted) {
        state = opened;
        topics = ids;
        recordsNoted = noted;
    }

    void note(boolean last) {
        try {
            NotedState now;
            synchronized (log) {
                // Which keys were met by a reading of the tables that is on its way is not noted.
                if (!state.snapshot().tables().isEmpty()) {
                    return;
                }
                log.flush();
                now = NotedState.of(source, state, topics);
                long rows = state.datasets().stream()
                        .mapToLong(dataset -> dataset.keys().living())
                        .sum();
                long behind = now.records() - recordsNoted;
                if (behind <= (last ? 0 : Math.max(FEW_RECORDS, rows / PART_OF_ROWS))) {
                    return;
                }
            }
            file.write(now, this::living, log::flush);
            synchronized (log) {
                recordsNoted = now.records();
            }
        } catch (IOException | LogFailure unwritable) {
            LOG.warn(
                    "What is known of {} could not be noted; the next start reads more of the log.",
                    source,
                    unwritable);
        }
    }

    private long[] living(String dataset, int part) {
        synchronized (log) {
            return state.dataset(dataset).keys().living(part);
        }
    }
}
