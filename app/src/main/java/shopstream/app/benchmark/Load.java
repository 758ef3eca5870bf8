package shopstream.app.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Requests over a number of connections, either at times fixed beforehand or as fast as they are answered. */
final class Load {
    private final int connections;
    private final Request request;

    /** @param latencies in milliseconds */
    record Outcome(Sample latencies, double perSecond) {}

    /** Something that is asked and answered. */
    interface Request {
        void send(long index) throws Exception;
    }

    Load(int connections, Request request) {
        this.connections = connections;
        this.request = request;
    }

    /**
     * Sends at the intended times, whether or not those before are answered, and counts from the intended time: a stall
     * makes all wait that would have come in it, not only the one that met it.
     */
    Outcome open(double perSecond, Duration time) throws Exception {
        long count = Math.max(1, Math.round(perSecond * time.toNanos() / 1e9));
        long begun = System.nanoTime();
        AtomicLong next = new AtomicLong();
        return run(begun, latencies -> {
            long index;
            while ((index = next.getAndIncrement()) < count) {
                long intended = begun + Math.round(index * 1e9 / perSecond);
                long early = intended - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
                request.send(index);
                latencies.add((System.nanoTime() - intended) / 1e6);
            }
        });
    }

    /** Sends the next when the one before is answered: the most that can be had. */
    Outcome closed(Duration time) throws Exception {
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        AtomicLong next = new AtomicLong();
        return run(begun, latencies -> {
            long sent;
            while ((sent = System.nanoTime()) < end) {
                request.send(next.getAndIncrement());
                latencies.add((System.nanoTime() - sent) / 1e6);
            }
        });
    }

    private interface Connection {
        void run(ConcurrentLinkedQueue<Double> latencies) throws Exception;
    }

    private Outcome run(long begun, Connection connection) throws Exception {
        ConcurrentLinkedQueue<Double> latencies = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> {
                    connection.run(latencies);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Sample sample =
                Sample.of(latencies.stream().mapToDouble(Double::doubleValue).toArray());
        return new Outcome(sample, sample.size() / seconds);
    }
}
