package shopstream.warehouse.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The processes that answer questions. They are kept for a while, since one takes a second to start. */
final class Workers implements AutoCloseable {
    private static final Duration KEPT = Duration.ofMinutes(2);

    private final Path folder;
    private final long kilobytes;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<WorkerProcess> busy = new HashSet<>();
    private final ScheduledExecutorService ending = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "idle-workers");
        thread.setDaemon(true);
        return thread;
    });
    private int number;
    private boolean closed;

    /** @param since as {@link System#nanoTime} */
    private record Idle(WorkerProcess worker, long since) {}

    Workers(Path folder, long kilobytes) {
        this.folder = folder;
        this.kilobytes = kilobytes;
        Folders.empty(folder);
        ending.scheduleWithFixedDelay(this::endIdle, KEPT.toSeconds(), KEPT.toSeconds() / 4, TimeUnit.SECONDS);
    }

    /** Has one at hand for whoever asks next. */
    synchronized void prepare() {
        if (!closed && idle.isEmpty() && busy.isEmpty()) {
            idle.push(new Idle(started(), System.nanoTime()));
        }
    }

    synchronized WorkerProcess take() {
        if (closed) {
            throw new SqlProblem(SqlProblem.Kind.BUSY, "The program is stopping.", "Ask again when it runs.");
        }
        while (!idle.isEmpty()) {
            WorkerProcess worker = idle.pop().worker();
            if (worker.isAlive()) {
                busy.add(worker);
                return worker;
            }
            worker.close();
        }
        WorkerProcess worker = started();
        busy.add(worker);
        return worker;
    }

    /** @param whole whether it can answer another question; else it is ended */
    void giveBack(WorkerProcess worker, boolean whole) {
        synchronized (this) {
            busy.remove(worker);
            if (whole && !closed) {
                idle.push(new Idle(worker, System.nanoTime()));
                return;
            }
        }
        worker.close();
    }

    private WorkerProcess started() {
        return WorkerProcess.start(folder.resolve(Integer.toString(++number)), kilobytes);
    }

    private synchronized void endIdle() {
        long now = System.nanoTime();
        idle.removeIf(each -> {
            boolean old = now - each.since() > KEPT.toNanos();
            if (old) {
                each.worker().close();
            }
            return old;
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        ending.shutdownNow();
        idle.forEach(each -> each.worker().close());
        idle.clear();
        busy.forEach(WorkerProcess::close);
    }
}
