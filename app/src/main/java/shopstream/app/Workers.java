package shopstream.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The threads that work behind what somebody waits for: the log's, the models', capture's. They have a lower priority, so
 * that an answer need not wait for its turn behind all of them where the machine has no time left.
 */
final class Workers {
    private static final ThreadGroup GROUP = new ThreadGroup("workers");

    static {
        // Binding for every thread that is made by one of the group, whatever its maker asks for.
        GROUP.setMaxPriority(Thread.MIN_PRIORITY);
    }

    private Workers() {}

    /** Starts a part in one of these threads, so that those it makes itself are of them too. */
    static <T> T start(Supplier<T> part) {
        CompletableFuture<T> started = new CompletableFuture<>();
        Thread thread = new Thread(GROUP, () -> {
            try {
                started.complete(part.get());
            } catch (RuntimeException | Error failed) {
                started.completeExceptionally(failed);
            }
        });
        thread.start();
        try {
            return started.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failed.getCause();
        }
    }
}
