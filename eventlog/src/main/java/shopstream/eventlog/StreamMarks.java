package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of a stream of events, four times a second, up to when the log holds all that were taken in: the moment before its ends were
 * asked for. Whoever tells events is answered when they are durable, so what was answered by then stands before these ends. The
 * marks stand in the name of the stream's topic beside those of the sources of tables, by the clock of whoever takes events in.
 */
public final class StreamMarks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamMarks.class);
    private static final long EVERY_MILLIS = 250;
    private static final String TAKING = "taking events";

    private final EventStream stream;
    private final String topic;
    private final String progress;
    private final LogAddress address;
    private final Clock clock;
    private final LogOffsets offsets;
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "event-marks");
        thread.setDaemon(true);
        return thread;
    });
    private LogWriter writer;
    private String state;
    private boolean silent;

    private StreamMarks(LogAddress address, EventStream stream, Clock clock) {
        this.stream = stream;
        this.topic = stream.topic();
        this.progress = address.names().progress();
        this.address = address;
        this.clock = clock;
        this.offsets = new LogOffsets(address);
        this.writer = new LogWriter(address, topic);
    }

    /** Begins to write marks of a stream. */
    public static StreamMarks start(LogAddress address, EventStream stream, Clock clock) {
        StreamMarks marks = new StreamMarks(address, stream, clock);
        try (Topics topics = new Topics(address);
                TopicReader reader = new TopicReader(address)) {
            topics.ensureInternal(marks.progress);
            marks.state = marks.isShort(Recovery.newestMark(marks.topic, address.names(), reader))
                    ? Completeness.BEGUN_ANEW
                    : TAKING;
        }
        marks.pulse.scheduleWithFixedDelay(marks::beat, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return marks;
    }

    /** Whether the stream ends before where it ended once: then its earlier marks are about other events. */
    private boolean isShort(ProgressMark before) {
        List<Long> now = ends();
        if (before == null || now == null) {
            return false;
        }
        List<Long> then = before.endOffsets().getOrDefault(topic, List.of());
        return IntStream.range(0, Math.min(now.size(), then.size()))
                .anyMatch(partition -> now.get(partition) < then.get(partition));
    }

    /** Null while there is no such topic. */
    private List<Long> ends() {
        Map<Integer, Long> ends = offsets.ends(List.of(topic)).get(topic);
        return ends == null ? null : List.copyOf(new TreeMap<>(ends).values());
    }

    private void beat() {
        try {
            if (writer.failed()) {
                writer.close();
                writer = new LogWriter(address, topic);
            }
            mark();
            silent = false;
        } catch (RuntimeException e) {
            // Marks stand still, and so does what is said to be complete: late, but honest.
            if (!silent) {
                LOG.warn("Nothing can be said of how far {} is complete: {}", topic, e.getMessage());
            }
            silent = true;
        }
    }

    private void mark() {
        stream.wakeSilentPartitions();
        Instant now = clock.instant();
        List<Long> ends = ends();
        if (ends == null) {
            return;
        }
        List<Long> counted = IntStream.range(0, ends.size())
                .mapToObj(partition -> stream.counted(partition, ends.get(partition)))
                .toList();
        ProgressMark mark = new ProgressMark(
                topic, now, clock.instant(), state, Map.of(topic, counted), Map.of(), null, OpenSnapshot.NEVER);
        writer.sendUncounted(new ProducerRecord<>(progress, 0, topic.getBytes(UTF_8), Json.bytes(mark)));
        writer.flush();
        state = TAKING;
    }

    /** Writes no more marks. */
    @Override
    public void close() {
        pulse.shutdownNow();
        try {
            pulse.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        writer.close();
        offsets.close();
    }
}
