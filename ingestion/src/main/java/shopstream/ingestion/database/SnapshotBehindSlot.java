package shopstream.ingestion.database;

import io.debezium.spi.snapshot.Snapshotter;
import java.util.Map;

/**
 * Lets Debezium go on from where the slot stands once it has read all rows, not from where the log ended when it began
 * to: what is committed but not visible yet at that moment would be lost. Loaded by Debezium by its name.
 */
public final class SnapshotBehindSlot implements Snapshotter {
    static final String NAME = "behind-slot";

    /** The setting that says whether all rows are read even when there is a place to go on from. */
    static final String ANEW = "behind.slot.anew";

    private boolean anew;
    private volatile boolean reading;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Map<String, ?> settings) {
        anew = "true".equals(String.valueOf(settings.get(ANEW)));
    }

    @Override
    public boolean shouldSnapshotData(boolean offsetExists, boolean snapshotInProgress) {
        reading = anew || !offsetExists || snapshotInProgress;
        return reading;
    }

    @Override
    public boolean shouldSnapshotSchema(boolean offsetExists, boolean snapshotInProgress) {
        return false;
    }

    @Override
    public boolean shouldStream() {
        return true;
    }

    @Override
    public boolean shouldSnapshotOnSchemaError() {
        return false;
    }

    @Override
    public boolean shouldSnapshotOnDataError() {
        return false;
    }

    /**
     * Asked first whether changes are to be caught up with before rows are read (only when not: the slot was moved past
     * them), then, while rows are read, whether streaming begins where the log is now, not where the slot stands.
     */
    @Override
    public boolean shouldStreamEventsStartingFromSnapshot() {
        return !reading;
    }
}
