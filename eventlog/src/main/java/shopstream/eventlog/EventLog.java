package shopstream.eventlog;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import shopstream.contracts.Contract;
import shopstream.contracts.Verdict;

/** The one writer of a source's topics. */
public final class EventLog implements AutoCloseable {
    public EventLog(LogAddress address, String source, List<Contract> contracts) {
        this(address, source, contracts, Clock.systemUTC());
    }

    public EventLog(LogAddress address, String source, List<Contract> contracts, Clock clock) {}

    public void append(Verdict verdict) {}

    public void flush() {}

    public ProgressMark mark(Instant sourceTime, String state) {
        return null;
    }

    public void wakeSilentTopics() {}

    public void beginSnapshot(long epoch) {}

    public void endSnapshot() {}

    public Map<String, DatasetCounts> counts() {
        return Map.of();
    }

    @Override
    public void close() {}
}
