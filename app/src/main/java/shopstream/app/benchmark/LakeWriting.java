package shopstream.app.benchmark;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import shopstream.contracts.Contract;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.ReadAlone;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.transformations.lake.LakeWriter;
import shopstream.transformations.lake.WriterAlone;

/**
 * How fast the lake is written when more is in the log than can be had: clicks and changed rows at once, from the first
 * commit to the last, broker and all on the same cores.
 */
final class LakeWriting implements Measurement {
    private static final double CLICKS_PER_SECOND = 50_000;
    private static final double ROWS_PER_SECOND = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_EVERY_MILLIS = 200;

    private final List<Contract> contracts;
    private final Path directory;
    private final LakeSizes sizes;
    private final Clock clock;

    /**
     * @param contracts of the shop
     * @param directory the log's and the lakes', its own
     */
    LakeWriting(List<Contract> contracts, Path directory, LakeSizes sizes, Clock clock) {
        this.contracts = contracts;
        this.directory = directory;
        this.sizes = sizes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "writing";
    }

    @Override
    public String title() {
        return String.format(
                Locale.ROOT, "%,d clicks and %,d changed rows into the lake", sizes.clicks(), sizes.changedRows());
    }

    /** What was written while both were. */
    private record Rates(double clicks, double changedRows, double perCpuSecond) {}

    @Override
    public List<Figure> measure() throws Exception {
        Contract lines = contracts.stream()
                .filter(contract -> contract.dataset().equals("orderdetails"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The shop has no contract of orderdetails"));
        try (FilledLog log = new FilledLog(directory.resolve("log"), lines, sizes)) {
            double[] clicks = new double[sizes.repetitions()];
            double[] changed = new double[sizes.repetitions()];
            double[] perCpuSecond = new double[sizes.repetitions()];
            for (int i = 0; i < clicks.length; i++) {
                Rates rates = write(log, directory.resolve("run-" + i));
                clicks[i] = rates.clicks();
                changed[i] = rates.changedRows();
                perCpuSecond[i] = rates.perCpuSecond();
            }
            return List.of(
                    Figure.atLeast(
                                    CLICKS_PER_SECOND,
                                    "writing: clicks, with the changed rows beside them",
                                    Sample.of(clicks).median(),
                                    Unit.ROWS_PER_SECOND)
                            .against(limits(log)),
                    Figure.atLeast(
                            ROWS_PER_SECOND,
                            "writing: changed rows, at the same time",
                            Sample.of(changed).median(),
                            Unit.ROWS_PER_SECOND),
                    Figure.told(
                            "writing: both together, rows for each second of one core, broker included",
                            Sample.of(perCpuSecond).median(),
                            Unit.ROWS_PER_SECOND));
        }
    }

    private Rates write(FilledLog log, Path run) throws InterruptedException {
        LakeAddress lake = LakeAddress.in(run.resolve("lake"));
        try (Completeness completeness = new Completeness(log.address());
                LakeWriter writer = new LakeWriter(
                        run.resolve("job"),
                        lake,
                        log.address(),
                        FilledLog.SOURCE,
                        log.contracts(),
                        sizes.commits(),
                        completeness,
                        clock)) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            long all = sizes.clicks() + sizes.changedRows();
            long rowsBefore = 0;
            double cpuBefore = 0;
            while (rows(writer) < all) {
                if (rowsBefore == 0) {
                    rowsBefore = rows(writer);
                    cpuBefore = cpuSeconds();
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "Of " + all + " rows only " + rows(writer) + " are in the lake after "
                                    + PATIENCE.toMinutes() + " minutes; the job says: "
                                    + writer.state().job().message());
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
            return rates(lake, log, (all - rowsBefore) / (cpuSeconds() - cpuBefore));
        }
    }

    /** Of this process, in which all of it runs. */
    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }

    private static long rows(LakeWriter writer) {
        return writer.state().rows().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Rates rates(LakeAddress address, FilledLog log, double perCpuSecond) {
        try (Lake lake = Lake.open(address)) {
            List<HistoryTable.State> clicks =
                    lake.historyOf(log.clicksContract().dataset()).states();
            List<HistoryTable.State> lines =
                    lake.historyOf(log.lines().dataset()).states();
            // The one that has less to be read is through first; what the other is written with after that says
            // nothing.
            Instant begin = Collections.max(List.of(first(clicks), first(lines)));
            Instant end = Collections.min(List.of(last(clicks), last(lines)));
            if (!end.isAfter(begin)) {
                begin = Collections.min(List.of(first(clicks), first(lines)));
                end = Collections.max(List.of(last(clicks), last(lines)));
            }
            double seconds = Duration.between(begin, end).toNanos() / 1e9;
            return new Rates(
                    (rows(clicks, end) - rows(clicks, begin)) / seconds,
                    (rows(lines, end) - rows(lines, begin)) / seconds,
                    perCpuSecond);
        }
    }

    /** Both are committed by the same turn, some milliseconds apart. */
    private static long rows(List<HistoryTable.State> states, Instant at) {
        return Collections.min(
                        states,
                        Comparator.comparing(
                                state -> Duration.between(state.committed(), at).abs()))
                .rows();
    }

    private static Instant first(List<HistoryTable.State> states) {
        return states.get(0).committed();
    }

    private static Instant last(List<HistoryTable.State> states) {
        return states.get(states.size() - 1).committed();
    }

    private String limits(FilledLog log) {
        return Limit.all(
                Limit.of(
                        "the same topics read alone",
                        Unit.ROWS_PER_SECOND,
                        () -> ReadAlone.recordsPerSecond(log.address(), log.topics())),
                Limit.of(
                        "Iceberg's Parquet writer alone, one thread, clicks",
                        Unit.ROWS_PER_SECOND,
                        () -> WriterAlone.rowsPerSecond(
                                LakeAddress.in(directory.resolve("alone")),
                                log.address(),
                                FilledLog.SOURCE,
                                log.clicksContract(),
                                sizes.clicks() / 4)));
    }
}
