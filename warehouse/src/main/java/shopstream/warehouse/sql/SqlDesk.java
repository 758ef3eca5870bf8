package shopstream.warehouse.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import shopstream.contracts.Contract;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;
import shopstream.warehouse.training.LakeMoment;

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
     * @param lake what the lake holds now; no datasets where there is none
     * @param marts that are shown
     */
    public record Sources(
            ShownCopies shown,
            Supplier<LakeMoment> lake,
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
     * @param time for one, waiting included
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
    public List<AskableTable> tables() {
        workers.prepare();
        try (ShownCopies.Lease shown = sources.shown().lease()) {
            List<AskableTable> tables =
                    new ArrayList<>(new ShownTables(sources.marts().get(), sources.dashboards()).of(shown.columns()));
            tables.addAll(new LakeTables(sources.lake().get()).described(sources.contracts()));
            tables.sort(java.util.Comparator.comparing(AskableTable::kind).thenComparing(AskableTable::name));
            return tables;
        }
    }

    /**
     * Answers a question.
     *
     * @param left whether whoever asked has left; asked several times a second
     * @throws SqlProblem saying why there is no answer
     */
    public SqlAnswer answer(SqlQuestion question, BooleanSupplier left) throws InterruptedException {
        long end = System.nanoTime() + limits.time().toNanos();
        if (asking.incrementAndGet() > limits.atOnce() + limits.waiting()) {
            asking.decrementAndGet();
            throw busy();
        }
        try {
            while (!places.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (left.getAsBoolean()) {
                    throw left();
                }
                if (System.nanoTime() > end) {
                    throw busy();
                }
            }
            try (ShownCopies.Lease shown = sources.shown().lease()) {
                return answer(question, shown, new Patience(left, end));
            } finally {
                places.release();
            }
        } finally {
            asking.decrementAndGet();
        }
    }

    /** How long to wait for a worker: until there is no time left, or nobody who waits. */
    private record Patience(BooleanSupplier left, long end) {}

    private SqlAnswer answer(SqlQuestion question, ShownCopies.Lease shown, Patience patience)
            throws InterruptedException {
        LakeTables lake = new LakeTables(sources.lake().get());
        List<String> tables = Stream.concat(
                        shown.columns().stream().map(ShownColumn::table).distinct(), lake.names().stream())
                .toList();
        WorkerProcess worker = workers.take();
        boolean whole = false;
        try {
            Set<String> reads = await(worker, new WorkerOrder(question.sql(), tables, null), patience)
                    .reads();
            boolean readsShown = reads.stream().anyMatch(table -> !table.startsWith("lake."));
            LakeMoment moment = lake.read(reads);
            Path file = answers.resolve(
                    numbers.incrementAndGet() + "." + question.format().name().toLowerCase(java.util.Locale.ROOT));
            Optional<Instant> shownAt = readsShown ? Optional.of(shown.at()) : Optional.empty();
            WorkerOrder.Preparation preparation = new WorkerOrder.Preparation(
                    limits.memory(),
                    worker.spill().toString(),
                    readsShown ? shown.file().toString() : null,
                    shownAt.map(Instant::toString).orElse(null),
                    moment.views(),
                    moment.files().stream().map(Path::toString).toList(),
                    question.limit(),
                    question.format(),
                    file.toString());
            WorkerReply reply = await(worker, new WorkerOrder(question.sql(), tables, preparation), patience);
            whole = true;
            return new SqlAnswer(file, question.format(), reply.rows(), reply.more(), shownAt);
        } catch (Refused refused) {
            whole = true;
            throw refused.problem;
        } finally {
            workers.giveBack(worker, whole);
        }
    }

    private WorkerReply await(WorkerProcess worker, WorkerOrder order, Patience patience)
            throws InterruptedException, Refused {
        CompletableFuture<Optional<WorkerReply>> reply = worker.carryOut(order);
        while (true) {
            try {
                WorkerReply said =
                        reply.get(LOOK_MILLIS, TimeUnit.MILLISECONDS).orElseThrow(DuckDbMessage::tooMuchMemory);
                if (said.problem() != null) {
                    throw new Refused(said.problem().raised());
                }
                return said;
            } catch (TimeoutException notYet) {
                if (patience.left().getAsBoolean()) {
                    throw left();
                }
                if (System.nanoTime() > patience.end()) {
                    throw tooLong();
                }
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible.getCause());
            }
        }
    }

    /** The worker is as good as before. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final SqlProblem problem;

        Refused(SqlProblem problem) {
            super(problem);
            this.problem = problem;
        }
    }

    private SqlProblem busy() {
        return new SqlProblem(
                SqlProblem.Kind.BUSY,
                "Other questions are being answered, and as many wait as may.",
                "Ask again in a few seconds.");
    }

    private SqlProblem tooLong() {
        return new SqlProblem(
                SqlProblem.Kind.TOO_LONG,
                "The question took longer than " + limits.time().toSeconds() + " seconds, and was ended.",
                "Read fewer rows: narrow the WHERE, or use a table of sums such as those by day.");
    }

    private static SqlProblem left() {
        return new SqlProblem(SqlProblem.Kind.LEFT, "Whoever asked has left; the question was ended.", "Ask again.");
    }

    @Override
    public void close() {
        workers.close();
        sources.shown().close();
    }
}
