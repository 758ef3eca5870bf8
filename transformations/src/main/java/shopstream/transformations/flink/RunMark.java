package shopstream.transformations.flink;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import shopstream.eventlog.RunHeader;

/**
 * Writes into each record which run of the job has written it. Flink gives every attempt of a task a thread of its own,
 * also when it restarts one by itself, and a task's records are all sent from that thread; its producers are exchanged at
 * every checkpoint and tell nothing. Made by Kafka's producer.
 */
public final class RunMark implements ProducerInterceptor<byte[], byte[]> {
    private static final ThreadLocal<Long> RUN =
            ThreadLocal.withInitial(() -> ThreadLocalRandom.current().nextLong());

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        RunHeader.put(record.headers(), RUN.get());
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
