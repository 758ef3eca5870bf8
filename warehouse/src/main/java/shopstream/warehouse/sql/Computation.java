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

/** A question with a process that works on it: tells what it reads, or computes the answer from just that. */
final class Computation {
    private static final long LOOK_MILLIS = 100;

    /** For a process to start and to read the question; on a busy machine it waits for the others, and is not to blame. */
    private static final Duration START = Duration.ofSeconds(60);

    private final SqlQuestion question;
    private final WorkerProcess worker;
    private final BooleanSupplier left;
    private boolean replied = true;

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
     * What it reads.
     *
     * @param tables that there are
     * @throws SqlProblem where it is no question that can be answered
     */
    Set<String> reads(List<String> tables) throws InterruptedException {
        return reply(new WorkerOrder(question.sql(), tables, null), new Patience(left, START))
                .reads();
    }

    /**
     * What it is answered from.
     *
     * @param reads its tables
     * @param shown empty where none of them is the warehouse's
     */
    record Ground(Set<String> reads, Optional<ShownCopies.Lease> shown, LakeTables lake) {}

    /**
     * Computes it.
     *
     * @param limits of memory, and of the time from when the process is there
     * @param file into which the answer goes
     * @throws SqlProblem saying why there is none
     */
    SqlAnswer answer(Ground ground, SqlDesk.Limits limits, Path file) throws InterruptedException {
        List<String> tables = List.copyOf(ground.reads());
        Optional<Instant> shownAt = ground.shown().map(ShownCopies.Lease::at);
        LakeTables.Read fromLake = ground.lake().read(ground.reads());
        // Once it has replied to something, the process is there, and the question's own time begins.
        reads(tables);
        WorkerOrder.Preparation preparation = new WorkerOrder.Preparation(
                limits.memory(),
                worker.spill().toString(),
                ground.shown().map(shown -> shown.file().toString()).orElse(null),
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
