package shopstream.operations.quarantine;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shopstream.eventlog.QuarantineListener;
import shopstream.eventlog.QuarantineReader;
import shopstream.eventlog.SetAside;

/**
 * The quarantine by cause. It is read when somebody asks, from where it was read last: as long as nobody does, it costs nothing.
 * Of each record its place alone is in memory; a million take ten megabytes. Thread safe: one reads, others wait.
 */
public final class QuarantineBook implements AutoCloseable {
    /** Who asks first of a long quarantine hears of a part of it, and of more when asking again. */
    private static final Duration READING = Duration.ofMillis(700);

    private final Supplier<QuarantineReader> opening;
    private final Disclosure disclosure;
    private final Map<Cause, CauseTally> causes = new HashMap<>();
    /** By dataset and key of a row that is shown as it was before: why it was rejected last. */
    private final Map<String, CauseTally> stale = new HashMap<>();

    private QuarantineReader reader;
    private long read;
    private long end;

    /** @param opening opens the log's quarantine, when it is asked for first */
    public QuarantineBook(Supplier<QuarantineReader> opening, Disclosure disclosure) {
        this.opening = opening;
        this.disclosure = disclosure;
    }

    /**
     * What is in quarantine.
     *
     * @param read how many places of it have been read so far, of {@code end}
     * @param causes those with the most records first
     */
    public record Standing(long read, long end, List<CauseReport> causes) {
        public boolean isComplete() {
            return read >= end;
        }
    }

    /** Which records are meant; what is empty may be anything. */
    public record Wanted(Optional<String> dataset, Optional<String> rule, Optional<String> column) {
        public static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty(), Optional.empty());

        boolean covers(Cause cause) {
            return is(dataset, cause.dataset()) && is(rule, cause.rule()) && is(column, cause.column());
        }

        private static boolean is(Optional<String> wanted, String found) {
            return wanted.isEmpty() || wanted.get().equals(found);
        }
    }

    /** Reads on, and tells how it stands. */
    public synchronized Standing standing() {
        return standing(Wanted.ALL);
    }

    /** The same, of some causes alone. */
    public synchronized Standing standing(Wanted wanted) {
        readOn();
        return new Standing(
                read,
                end,
                of(wanted::covers)
                        .map(CauseTally::report)
                        .sorted(Comparator.comparingLong(CauseReport::count)
                                .reversed()
                                .thenComparing(report -> report.cause().toString()))
                        .toList());
    }

    private Stream<CauseTally> of(Predicate<Cause> wanted) {
        return causes.values().stream().filter(tally -> wanted.test(tally.cause()));
    }

    /** Records that are wanted, the newest first. @param before older than the one at that place */
    public synchronized List<SetAside> records(Wanted wanted, long before, int most) {
        readOn();
        TreeSet<Long> places = of(wanted::covers)
                .flatMap(tally -> tally.placesBefore(before).limit(most).boxed())
                .sorted(Comparator.reverseOrder())
                .limit(most)
                .collect(Collectors.toCollection(TreeSet::new));
        return reader().at(places).stream()
                .sorted(Comparator.comparingLong(SetAside::place).reversed())
                .toList();
    }

    /** The record at a place; empty where none was set aside there. */
    public synchronized Optional<SetAside> record(long place) {
        return place < 0
                ? Optional.empty()
                : reader().at(new TreeSet<>(List.of(place))).stream().findFirst();
    }

    /** What may be shown of its records. */
    public Disclosure disclosure() {
        return disclosure;
    }

    private QuarantineReader reader() {
        if (reader == null) {
            reader = opening.get();
        }
        return reader;
    }

    private void readOn() {
        read = reader().from(read, READING, new Folding());
        end = Math.max(read, reader().end());
    }

    private final class Folding implements QuarantineListener {
        @Override
        public void setAside(SetAside record) {
            CauseTally tally = causes.computeIfAbsent(Cause.of(record), CauseTally::new);
            tally.add(record, disclosure.value(record));
            if (record.stale()) {
                record.key().ifPresent(key -> stale(row(record.dataset(), key), tally));
            }
        }

        private void stale(String row, CauseTally because) {
            CauseTally before = stale.put(row, because);
            if (before != null) {
                before.stale(-1);
            }
            because.stale(1);
        }

        @Override
        public void superseded(String dataset, String key) {
            CauseTally before = stale.remove(row(dataset, key));
            if (before != null) {
                before.stale(-1);
            }
        }

        private static String row(String dataset, String key) {
            return dataset + ' ' + key;
        }
    }

    @Override
    public synchronized void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
