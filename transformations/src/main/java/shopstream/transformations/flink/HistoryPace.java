package shopstream.transformations.flink;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps the jobs that read history again from taking the machine from those that keep figures fresh. It holds back the
 * thread that fetches, never the job's own, so that checkpoints go on; and only for records from before the job was
 * started, so that it ends by itself when the job has caught up. Made by Kafka's consumer.
 */
public final class HistoryPace implements ConsumerInterceptor<byte[], byte[]> {
    private static final String ROWS_PER_SECOND = "shopstream.pace.rows.per.second";
    private static final String SHARED_BY = "shopstream.pace.shared.by";
    private static final String HISTORY_UNTIL = "shopstream.pace.history.until";

    /** The jobs of one program share one allowance; Kafka makes the interceptors, so they find it by name. */
    private static final Map<String, Allowance> ALLOWANCES = new ConcurrentHashMap<>();

    private Allowance allowance;
    private long historyUntil;

    /** The consumer settings of a job that is to share an allowance. */
    static Map<String, String> settings(String sharedBy, long rowsPerSecond, Instant historyUntil) {
        return Map.of(
                "interceptor.classes",
                HistoryPace.class.getName(),
                SHARED_BY,
                sharedBy,
                ROWS_PER_SECOND,
                Long.toString(rowsPerSecond),
                HISTORY_UNTIL,
                Long.toString(historyUntil.toEpochMilli()));
    }

    @Override
    public void configure(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        historyUntil = Long.parseLong(String.valueOf(all.get(HISTORY_UNTIL)));
        allowance = ALLOWANCES.computeIfAbsent(
                String.valueOf(all.get(SHARED_BY)),
                name -> new Allowance(Long.parseLong(String.valueOf(all.get(ROWS_PER_SECOND)))));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        long rows = 0;
        for (var each : records) {
            if (each.timestamp() < historyUntil) {
                rows++;
            }
        }
        if (rows > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(allowance.take(rows));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    /** Rows that may be read, replenished evenly. */
    private static final class Allowance {
        private final double nanosPerRow;
        private long free = System.nanoTime();

        Allowance(long rowsPerSecond) {
            this.nanosPerRow = 1e9 / rowsPerSecond;
        }

        /** How long to wait before going on with so many rows. */
        synchronized long take(long rows) {
            long now = System.nanoTime();
            free = Math.max(free, now) + (long) (rows * nanosPerRow);
            return free - now;
        }
    }
}
