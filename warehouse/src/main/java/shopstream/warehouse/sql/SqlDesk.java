package shopstream.warehouse.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import shopstream.contracts.Contract;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;

/**
 * Answers questions in SQL, a few at a time, each within limits of time and memory. A question that goes beyond them, or
 * whose asker leaves, ends with the process that computes it.
 */
public final class SqlDesk implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final Sources sources;
    private final Limits limits;
    private final Path answers;
    private final Workers workers;
    private final Semaphore places;
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * What questions are answered from.
     *
     * @param shown copies of what the warehouse shows
     * @param marts that are shown
     */
    public record Sources(
            ShownCopies shown,
            AskedLake lake,
            Supplier<List<MartDeclaration>> marts,
            List<Dashboard> dashboards,
            List<Contract> contracts) {
        public Sources {
            dashboards = List.copyOf(dashboards);
            contracts = List.copyOf(contracts);
        }
    }

    /**
     * What questions may take.
     *
     * @param atOnce so many are computed at a time
     * @param waiting so many more may wait for their turn
     * @param time to compute one; and as long may it wait for its turn
     * @param memory for the rows of one; what does not fit goes to the disk
     * @param kilobytes of address space for the process of one, which cannot grow beyond it
     */
    public record Limits(int atOnce, int waiting, Duration time, String memory, long kilobytes) {
        public static final Limits DEFAULT = new Limits(2, 8, Duration.ofSeconds(30), "512MB", 1_800_000);
    }

    /** @param folder for what is needed only while questions are answered; it is emptied */
    public SqlDesk(Path folder, Sources sources, Limits limits) {
        this.sources = sources;
        this.limits = limits;
        this.answers = folder.resolve("answers");
        Folders.empty(answers);
        this.workers = new Workers(folder.resolve("workers"), limits.kilobytes());
        this.places = new Semaphore(limits.atOnce(), true);
    }

    /** The tables that questions can read, those of the warehouse first. */
    public AskableTables tables() {
        workers.prepare();
        List<ShownColumn> shown = sources.shown().columns();
        List<AskableTable> tables =
                new ArrayList<>(new ShownTables(sources.marts().get(), sources.dashboards()).of(shown));
        AskableTables ofLake = LakeTables.of(sources.lake()).described(sources.contracts());
        tables.addAll(ofLake.tables());
        tables.sort(Comparator.comparing(AskableTable::kind).thenComparing(AskableTable::name));
        return new AskableTables(tables, ofLake.missing());
    }

    /**
     * Answers a question. It has a turn to be read, and another to be computed: between them it may have to wait for a copy
     * of what it reads, and others that do without one go on.
     *
     * @param left whether whoever asked has left; asked several times a second
     * @throws SqlProblem saying why there is no answer
     */
    public SqlAnswer answer(SqlQuestion question, BooleanSupplier left) throws InterruptedException {
        if (asking.incrementAndGet() > limits.atOnce() + limits.waiting()) {
            asking.decrementAndGet();
            throw busy();
        }
        try {
            LakeTables lake = LakeTables.of(sources.lake());
            lake.requireFor(question.sql());
            List<String> tables = Stream.concat(
                            sources.shown().columns().stream()
                                    .map(ShownColumn::table)
                                    .distinct(),
                            lake.names().stream())
                    .toList();
            Set<String> reads = inTurn(question, left, computation -> computation.reads(tables));
            Set<String> ofShown = new TreeSet<>(reads);
            ofShown.removeAll(new TreeSet<>(lake.names()));
            if (ofShown.isEmpty()) {
                return answer(question, left, new Computation.Ground(reads, Optional.empty(), lake));
            }
            try (ShownCopies.Lease shown = sources.shown().lease(ofShown, new Patience(left, limits.time()))) {
                return answer(question, left, new Computation.Ground(reads, Optional.of(shown), lake));
            }
        } finally {
            asking.decrementAndGet();
        }
    }

    private SqlAnswer answer(SqlQuestion question, BooleanSupplier left, Computation.Ground ground)
            throws InterruptedException {
        Path file = answers.resolve(numbers.incrementAndGet() + ".answer");
        boolean answered = false;
        try {
            SqlAnswer answer = inTurn(question, left, computation -> computation.answer(ground, limits, file));
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                Folders.remove(file);
            }
        }
    }

    /** One step of a computation. */
    private interface Step<T> {
        T done(Computation computation) throws InterruptedException;
    }

    /** Does a step when it is its turn, with a process for it. */
    private <T> T inTurn(SqlQuestion question, BooleanSupplier left, Step<T> step) throws InterruptedException {
        Patience patience = new Patience(left, limits.time());
        while (!places.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            patience.requireAsker();
            if (patience.isOver()) {
                throw busy();
            }
        }
        try {
            WorkerProcess worker = workers.take();
            Computation computation = new Computation(question, worker, left);
            try {
                return step.done(computation);
            } finally {
                workers.giveBack(worker, computation.leavesWorkerWhole());
            }
        } finally {
            places.release();
        }
    }

    private static SqlProblem busy() {
        return new SqlProblem(
                SqlProblem.Kind.BUSY,
                "Other questions are being answered, and as many wait as may.",
                "Ask again in a few seconds.");
    }

    @Override
    public void close() {
        workers.close();
        sources.shown().close();
    }
}
