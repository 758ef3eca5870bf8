package shopstream.recommender.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The recommenders of a shop's own, by their names. They are asked on threads of their own: one that hangs costs whoever asks no
 * more than the time they have, and nobody else anything.
 */
public final class LiveOwn implements AutoCloseable {
    private static final int THREADS = 2;
    /** Who would wait behind so many gets no answer in time. */
    private static final int WAITING_MOST = 64;

    private static final int IDLE_SECONDS = 60;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final OwnFeatures features;
    private final List<OwnInUse> all = new ArrayList<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MOST), task -> {
                Thread thread = new Thread(task, "own-recommender-" + NUMBER.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    /**
     * Loads nothing yet: {@link #look} does.
     *
     * @param nanoClock as {@link System#nanoTime}
     */
    public LiveOwn(List<OwnDeclaration> declared, LongSupplier nanoClock) {
        threads.allowCoreThreadTimeOut(true);
        features = OwnFeatures.of(declared);
        declared.forEach(each -> all.add(new OwnInUse(each, features, threads, nanoClock)));
    }

    /** Of a shop that brings none. */
    public static LiveOwn none() {
        return new LiveOwn(List.of(), System::nanoTime);
    }

    /** Looks whether files are others, or products have changed. Called by one thread, once all products are known, again and again. */
    public void look() {
        all.forEach(OwnInUse::look);
    }

    /** What they are told of products and customers; empty where there are none who would be. */
    public Optional<OwnFeatures> features() {
        return all.isEmpty() ? Optional.empty() : Optional.of(features);
    }

    public Optional<OwnInUse> named(String name) {
        return all.stream().filter(own -> own.name().equals(name)).findFirst();
    }

    public List<OwnInUse> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        all.forEach(OwnInUse::close);
    }
}
