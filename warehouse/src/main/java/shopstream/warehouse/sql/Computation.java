package shopstream.warehouse.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;

/** One question with the process that computes its answer: first what it reads, then the answer from just that. */
final class Computation {
    private static final long LOOK_MILLIS = 100;

    /** For a process to start and to read the question; on a busy machine it waits for the others, and is not to blame. */
    private static final Duration START = Duration.ofSeconds(60);

    private final SqlQuestion question;
    private final WorkerProcess worker;
    private final BooleanSupplier left;
    private boolean replied;

    /** @param left whether whoever asked has left */
    Computation(SqlQuestion question, WorkerProcess worker, BooleanSupplier left) {
        this.question = question;
        this.worker = worker;
        this.left = left;
    }

    /** Whether the process has replied to all that it was told, and can be told more. */
    boolean leavesWorkerWhole() {
        return replied;
    }

    /**
     * Computes it.
     *
     * @param limits of memory, and of the time from when the process is there
     * @param file into which the answer goes
     * @throws SqlProblem saying why there is none
     */
    SqlAnswer answer(ShownCopies.Lease shown, LakeTables lake, SqlDesk.Limits limits, Path file)
            throws InterruptedException {
        List<String> tables = Stream.concat(
                        shown.columns().stream().map(ShownColumn::table).distinct(), lake.names().stream())
                .toList();
        Set<String> reads = reply(new WorkerOrder(question.sql(), tables, null), new Patience(left, START))
                .reads();
        boolean readsShown = !lake.names().containsAll(reads);
        Optional<Instant> shownAt = readsShown ? Optional.of(shown.at()) : Optional.empty();
        LakeTables.Read fromLake = lake.read(reads);
        WorkerOrder.Preparation preparation = new WorkerOrder.Preparation(
                limits.memory(),
                worker.spill().toString(),
                readsShown ? shown.file().toString() : null,
                shownAt.map(Instant::toString).orElse(null),
                fromLake.views(),
                fromLake.files().stream().map(Path::toString).toList(),
                question.limit(),
                question.format(),
                file.toString());
        WorkerReply reply =
                reply(new WorkerOrder(question.sql(), tables, preparation), new Patience(left, limits.time()));
        return new SqlAnswer(file, question.format(), reply.rows(), reply.more(), shownAt);
    }

    private WorkerReply reply(WorkerOrder order, Patience patience) throws InterruptedException {
        replied = false;
        CompletableFuture<Optional<WorkerReply>> coming = worker.carryOut(order);
        while (true) {
            try {
                WorkerReply reply =
                        coming.get(LOOK_MILLIS, TimeUnit.MILLISECONDS).orElseThrow(DuckDbMessage::tooMuchMemory);
                replied = true;
                if (reply.problem() != null) {
                    throw reply.problem().raised();
                }
                return reply;
            } catch (TimeoutException notYet) {
                patience.require();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible.getCause());
            }
        }
    }
}
