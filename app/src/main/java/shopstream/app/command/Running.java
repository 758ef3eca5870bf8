package shopstream.app.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is running and has to be stopped, the last started first, whether the command ends by itself, fails half-way, or
 * is interrupted by Ctrl-C or a termination signal.
 */
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final long PATIENCE_SECONDS = 60;

    /** After a start with a browser waiting, everything is drawn by then. */
    private static final long LOOKING_SECONDS = 10;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile Runnable afterwards = () -> {};

    private Running() {}

    static Running untilInterrupted() {
        Running running = new Running();
        Runtime.getRuntime().addShutdownHook(new Thread(running::interrupt, "stop"));
        return running;
    }

    /** Remembers {@code part} to stop it; a part that comes while stopping has begun is stopped at once. */
    <T extends AutoCloseable> T keep(T part) {
        synchronized (parts) {
            if (!stopping) {
                parts.push(part);
                return part;
            }
        }
        stop(part);
        throw new IllegalStateException("Interrupted while starting");
    }

    /** Does a further part of the start; that it fails when everything is being stopped meanwhile is nobody's concern. */
    void further(Runnable start) {
        try {
            start.run();
        } catch (RuntimeException | Error failed) {
            if (!stopping) {
                throw failed;
            }
            LOG.info("Stopped before all of it had started", failed);
        }
    }

    /** What is done once everything has stopped after an interruption. */
    void afterwards(Runnable last) {
        afterwards = last;
    }

    /** Leaves the processors to whoever opens a page now; ends early when everything is being stopped. */
    void letPeopleLook() throws InterruptedException {
        interrupted.await(LOOKING_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for Ctrl-C or a termination signal. */
    void awaitInterrupt() throws InterruptedException {
        interrupted.await();
    }

    private void interrupt() {
        interrupted.countDown();
        close();
        try {
            if (!stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Not everything stopped within {} s", PATIENCE_SECONDS);
            }
            afterwards.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Deque<AutoCloseable> mine;
        synchronized (parts) {
            if (stopping) {
                return;
            }
            stopping = true;
            mine = new ArrayDeque<>(parts);
        }
        mine.forEach(Running::stop);
        stopped.countDown();
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
        }
    }
}
