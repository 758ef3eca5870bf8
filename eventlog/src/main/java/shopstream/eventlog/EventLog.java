package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.Accepted;
import shopstream.contracts.Contract;
import shopstream.contracts.Position;
import shopstream.contracts.Rejected;
import shopstream.contracts.Verdict;

/**
 * The one writer of a source's topics. Takes verdicts only, so that nothing unchecked gets in; drops what a partition
 * has already, so that a source may be read again from any earlier place. After a failure nothing more is taken until it
 * {@linkplain #recover recovers}, and then it goes on exactly where the log ends. For use by several threads.
 */
public final class EventLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int PARTITIONS = 2;
    private final LogAddress address;
    private final String source;
    private final List<Contract> contracts;
    private final Clock clock;
    private final Optional<KeptState> kept;
    private SourceState state;
    private LogWriter writer;
    private StaleNotes notes;
    private VerdictWriter verdicts;
    private volatile Set<String> added;
    private volatile Optional<String> loss;
    /** Null before the first. */
    private ProgressMark newest;

    /** Creates the topics that are missing, and reads back what the log holds of this source. */
    public EventLog(LogAddress address, String source, List<Contract> contracts) {
        this(address, source, contracts, Clock.systemUTC(), Optional.empty());
    }

    /** @param note the file in which {@link #note} keeps what it knows, so that the next start need not read all of the log */
    public EventLog(LogAddress address, String source, List<Contract> contracts, Clock clock, Optional<Path> note) {
        this.kept = note.map(file -> new KeptState(this, source, file));
        this.address = address;
        this.source = source;
        this.contracts = List.copyOf(contracts);
        this.clock = clock;
        open();
    }

    private void open() {
        TopicNames names = address.names();
        Map<String, String> ids;
        try (Topics topics = new Topics(address)) {
            List<String> written = new ArrayList<>(List.of(names.quarantine()));
            for (Contract contract : contracts) {
                String topic = names.dataset(source, contract.dataset());
                topics.ensureKeyed(topic, contract.partitions().orElse(PARTITIONS));
                written.add(topic);
            }
            topics.ensureHistory(names.quarantine());
            topics.ensureInternal(names.progress());
            ids = topics.ids(written);
        }
        try (TopicReader reader = new TopicReader(address)) {
            Recovery recovery = new Recovery(source, names, reader, clock.millis(), kept.map(KeptState::file), ids);
            state = recovery.state(contracts);
            added = recovery.added();
            newest = recovery.newestMark().orElse(null);
            loss = recovery.loss();
            kept.ifPresent(now -> now.opened(state, ids, recovery.recordsNoted()));
        }
        writer = new LogWriter(address, source);
        notes = new StaleNotes(source, state, writer);
        verdicts = new VerdictWriter(source, state, writer, notes, clock);
        notes.completeAfterRecovery();
        loss.ifPresent(what -> {
            LOG.warn("The log has lost records that were durable, so all rows of {} are read anew: {}.", source, what);
            needSnapshot();
        });
    }

    /**
     * Where a record could not be written, as when the broker was away for too long: reads back what the log holds, and takes
     * verdicts again. Does nothing while nothing has failed.
     *
     * @throws LogFailure when the log does not answer
     */
    public synchronized void recover() {
        if (writer.failed()) {
            writer.close();
            open();
        }
    }

    /** What the log was found to have lost when it was opened; all rows are read anew then. */
    public Optional<String> loss() {
        return loss;
    }

    /**
     * Appends exactly one record: an accepted one to its dataset, a rejected one to the quarantine. Does nothing when
     * the partition it belongs to has this position already. Returns before it is durable; see {@link #flush}.
     *
     * @throws LogFailure when an earlier record could not be written
     */
    public synchronized void append(Verdict verdict) {
        verdicts.append(verdict);
    }

    /** Returns when everything appended is durable; throws {@link LogFailure} when anything is not. */
    public synchronized void flush() {
        writer.flush();
    }

    /**
     * Flushes, then writes down how far the source has been read.
     *
     * @param sourceTime everything that the source committed up to then has been appended; null when that cannot be said
     * @param state in words, for people
     */
    public synchronized ProgressMark mark(Instant sourceTime, String state) {
        flush();
        ProgressMark mark = new ProgressMark(
                source,
                sourceTime,
                clock.instant(),
                state,
                this.state.ends(),
                this.state.counts(),
                this.state.lastChangeSeen(),
                this.state.snapshot());
        writer.sendUncounted(
                new ProducerRecord<>(address.names().progress(), 0, source.getBytes(UTF_8), Json.bytes(mark)));
        flush();
        newest = mark;
        return mark;
    }

    /**
     * What could be marked at this moment, without being marked: where the topics end now, which is durable on return, and
     * what the newest mark said of the source, which holds there too.
     */
    public synchronized ProgressMark cut() {
        flush();
        return new ProgressMark(
                source,
                newest == null ? null : newest.sourceTime(),
                clock.instant(),
                newest == null ? "starting" : newest.state(),
                state.ends(),
                state.counts(),
                state.lastChangeSeen(),
                state.snapshot());
    }

    /**
     * Appends the last record of every partition that has fallen silent once more; to be called a few times a second.
     * An upsert twice changes nothing, but it makes waiting consumers commit what they have read.
     */
    public synchronized void wakeSilentTopics() {
        state.datasets().stream()
                .flatMap(dataset -> dataset.partitions().stream())
                .flatMap(partition -> partition.wakeIfDue(clock.millis()).stream())
                .forEach(writer::sendUncounted);
    }

    /** The epoch of the newest record; 0 while there is none. A new snapshot takes the next one. */
    public synchronized long epoch() {
        return state.epoch();
    }

    /** Where the newest record of all stands; nothing while there is none. */
    public synchronized Optional<Position> newestPosition() {
        byte[] newest = state.newestPosition();
        return newest.length == 0 ? Optional.empty() : Optional.of(Position.parse(new String(newest, UTF_8)));
    }

    /** What is still to be read of the source's rows. */
    public synchronized OpenSnapshot snapshot() {
        return state.snapshot();
    }

    /** The datasets that were not there when the source was last read. */
    public Set<String> added() {
        return added;
    }

    /** Writes down that all rows must be read anew, as a new epoch. Durable on return. */
    public synchronized void needSnapshot() {
        state.change(OpenSnapshot.neededAfter(state.epoch()));
        mark(null, Recovery.SNAPSHOT);
    }

    /**
     * Begins a new epoch, in which the rows of all tables are read: from now on every key met counts as still there.
     * Durable on return.
     *
     * @param origins by dataset, from what and by what its rows are read, see {@link OpenSnapshot}
     */
    public synchronized void beginSnapshot(Map<String, String> origins) {
        Map<String, OpenSnapshot.Table> tables = new LinkedHashMap<>();
        state.datasets().forEach(dataset -> {
            dataset.keys().forgetMet();
            tables.put(dataset.name(), OpenSnapshot.Table.BEGINNING);
        });
        state.change(new OpenSnapshot(state.epoch() + 1, false, tables, origins));
        mark(null, Recovery.SNAPSHOT);
    }

    /** Writes down from what and by what rows are read from now on, where that is not written down yet; durable on return. */
    public synchronized void readFrom(Map<String, String> origins) {
        if (!state.snapshot().origins().equals(origins)) {
            state.change(state.snapshot().from(origins));
            mark(newest == null ? null : newest.sourceTime(), newest == null ? Recovery.SNAPSHOT : newest.state());
        }
    }

    /**
     * Appends a row that was read from its table, unless its key was met since the table's reading began: then the log
     * holds what the row could tell, or newer. Else like {@link #append}.
     *
     * @return whether it was appended
     */
    public synchronized boolean appendRow(Verdict row) {
        DatasetState dataset = state.dataset(row.dataset());
        byte[] key = row instanceof Accepted accepted ? accepted.key() : ((Rejected) row).key();
        if (dataset != null && key != null && dataset.keys().settled(KeyHash.of(key))) {
            return false;
        }
        append(row);
        return true;
    }

    /** Everything up to this row of the table has been appended; durable with the next {@link #keepSnapshot}. */
    public synchronized void advanceSnapshot(String dataset, OpenSnapshot.Table table) {
        if (state.snapshot().tables().containsKey(dataset)) {
            state.change(state.snapshot().with(dataset, table));
        }
    }

    /** Writes down how far the snapshot has come; durable on return. */
    public void keepSnapshot() {
        mark(null, Recovery.SNAPSHOT);
    }

    /** The table has been read whole: keys that lived before and were not met get tombstones. Durable on return. */
    public synchronized void endSnapshot(String dataset) {
        if (!state.snapshot().tables().containsKey(dataset)) {
            throw new IllegalStateException("No snapshot of `" + dataset + "` of " + source + " has begun.");
        }
        flush();
        new SnapshotSweep(address, source, state, writer, notes).unmet(state.dataset(dataset), clock.instant());
        state.change(state.snapshot().without(dataset));
        mark(null, Recovery.SNAPSHOT);
    }

    /** All rows of the table went at once, at that place: they get tombstones. Durable on return, and once only. */
    public synchronized void truncate(String dataset, Position position) {
        byte[] at = position.toString().getBytes(UTF_8);
        flush();
        // Whatever stands behind it was appended after it had been carried out.
        if (Arrays.compareUnsigned(at, state.newestPosition()) >= 0) {
            new SnapshotSweep(address, source, state, writer, notes)
                    .everything(state.dataset(dataset), at, clock.instant());
            flush();
        }
    }

    /**
     * Writes down what it knows, so that the next start need not read all of the log, where enough has come since that was done
     * last; nothing where the constructor was given no file. May take a second, in which verdicts are taken.
     *
     * @param last whether it is the last time, so that anything that has come is enough
     */
    public void note(boolean last) {
        kept.ifPresent(now -> now.note(last));
    }

    /** Per dataset, since the beginning; see {@link DatasetCounts}. */
    public synchronized Map<String, DatasetCounts> counts() {
        return state.counts();
    }

    /** Writes out what has been appended, and lets go of the log. */
    @Override
    public void close() {
        writer.close();
    }
}
