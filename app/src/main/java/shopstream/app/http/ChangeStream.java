package shopstream.app.http;

import io.javalin.http.sse.SseClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.warehouse.Warehouse;

/**
 * Tells browsers when numbers change: a {@code change} event at most four times a second, and a {@code heartbeat} event
 * every second, so that a page knows how old its numbers are although nothing changes. A reader that is slow misses
 * events, never the newest one.
 */
public final class ChangeStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(250);
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(1);

    private final Warehouse warehouse;
    private final Clock clock;
    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService pulse =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "changes"));
    private final ExecutorService writers = Executors.newCachedThreadPool(work -> daemon(work, "change-writer"));

    public ChangeStream(Warehouse warehouse, Clock clock) {
        this.warehouse = warehouse;
        this.clock = clock;
        pulse.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Has a browser told of every change of a dashboard until it goes away. */
    void follow(String dashboard, SseClient client) {
        client.keepAlive();
        Reader reader = new Reader(dashboard, client);
        client.onClose(() -> readers.remove(reader));
        readers.add(reader);
    }

    private void look() {
        try {
            long version = warehouse.version();
            Instant now = clock.instant();
            readers.forEach(reader -> reader.look(version, now));
        } catch (RuntimeException e) {
            LOG.warn("The change stream missed a beat", e);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        pulse.shutdownNow();
        // Their connections end with the web server; one that is gone already cannot be closed again.
        readers.clear();
        writers.shutdownNow();
    }

    private final class Reader {
        private final String dashboard;
        private final SseClient client;
        private final AtomicBoolean writing = new AtomicBoolean();
        private long toldVersion = -1;
        private Instant told = Instant.EPOCH;

        Reader(String dashboard, SseClient client) {
            this.dashboard = dashboard;
            this.client = client;
        }

        void look(long version, Instant now) {
            if (client.terminated()) {
                readers.remove(this);
                return;
            }
            Duration silence = Duration.between(told, now);
            boolean changed = version != toldVersion && silence.compareTo(BETWEEN_CHANGES) >= 0;
            if ((changed || silence.compareTo(BETWEEN_HEARTBEATS) >= 0) && writing.compareAndSet(false, true)) {
                toldVersion = changed ? version : toldVersion;
                told = now;
                writers.execute(() -> write(changed ? "change" : "heartbeat", version, now));
            }
        }

        private void write(String event, long version, Instant now) {
            try {
                Instant completeTo = warehouse.completeTo(dashboard).orElse(null);
                Map<String, Object> words = new LinkedHashMap<>();
                words.put("version", version);
                words.put("completeTo", completeTo == null ? null : completeTo.toString());
                words.put(
                        "lagMillis",
                        completeTo == null
                                ? null
                                : Math.max(0, Duration.between(completeTo, now).toMillis()));
                words.put("changed", event.equals("change"));
                client.sendEvent(event, Json.text(words));
            } catch (RuntimeException gone) {
                LOG.debug("A reader of changes went away: {}", gone.getMessage());
                readers.remove(this);
            } finally {
                writing.set(false);
            }
        }
    }
}
