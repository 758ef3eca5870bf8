package shopstream.eventlog;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets a job's reader wait while others have the {@link RightOfWay}. It holds back the thread that fetches, never the job's own, so
 * that checkpoints go on. Made by Kafka's consumer.
 */
public final class GivesWay implements ConsumerInterceptor<byte[], byte[]> {
    private static final String LOG = "shopstream.gives.way.on";
    private static final long LOOK_MILLIS = 50;

    private RightOfWay.Waiter waiter;

    /** The settings of a consumer that is to wait. */
    public static Map<String, String> settings(LogAddress log) {
        return Map.of("interceptor.classes", GivesWay.class.getName(), LOG, RightOfWay.name(log));
    }

    @Override
    public void configure(Map<String, ?> settings) {
        waiter = RightOfWay.named(String.valueOf((Object) settings.get(LOG))).waiter();
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        try {
            while (!records.isEmpty() && !waiter.mayGo()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
