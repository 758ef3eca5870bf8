package shopstream.recommender.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A few threads that divide rows among them. Each row is worked out by one of them in the same way whatever their number,
 * so that results do not depend on it.
 */
final class Threads implements AutoCloseable {
    private static final int SMALLEST_SHARE = 16;

    private final int count;
    private final ExecutorService executor;

    Threads(int count) {
        this.count = count;
        this.executor = Executors.newFixedThreadPool(Math.max(1, count - 1), task -> {
            var thread = new Thread(task, "embedding-training");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does something with the rows from one to another. */
    interface Work {
        void rows(int from, int to);
    }

    /** Has the rows from 0 worked on, and returns when all are done. */
    void divide(int rows, Work work) {
        int shares = Math.min(count, Math.max(1, rows / SMALLEST_SHARE));
        List<Future<?>> others = new ArrayList<>();
        for (int share = 1; share < shares; share++) {
            int from = edge(rows, share, shares);
            int to = edge(rows, share + 1, shares);
            others.add(executor.submit(() -> work.rows(from, to)));
        }
        work.rows(0, edge(rows, 1, shares));
        others.forEach(Threads::await);
    }

    private static int edge(int rows, int share, int shares) {
        return (int) ((long) rows * share / shares);
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while training", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Training failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
