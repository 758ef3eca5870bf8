package shopstream.eventlog;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The embedded broker between a producer with the log's own settings and a consumer that drops what it reads. No way
 * through the log can be faster; a benchmark holds the platform against it.
 */
public final class BrokerAlone {
    private static final String TOPIC = "alone";
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private BrokerAlone() {}

    /**
     * Sends and reads at the same time.
     *
     * @param directory the broker's own
     * @param bytes of each record's value; half of it repeats, as names of columns do
     * @return records a second, from the first sent to the last read
     */
    public static double recordsPerSecond(Path directory, int records, int bytes) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            LogAddress log = new LogAddress(broker.bootstrapServers(), Map.of(), TOPIC, (short) 1);
            try (Topics topics = new Topics(log)) {
                topics.ensureKeyed(TOPIC, PARTITIONS);
            }
            CompletableFuture<Long> read = CompletableFuture.supplyAsync(() -> readAll(log, records));
            long begun = System.nanoTime();
            try (LogWriter writer = new LogWriter(log, TOPIC)) {
                Random random = new Random(1);
                for (int i = 0; i < records; i++) {
                    byte[] value = new byte[bytes];
                    random.nextBytes(value);
                    Arrays.fill(value, 0, bytes / 2, (byte) 'a');
                    byte[] key = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
                    writer.sendUncounted(new ProducerRecord<>(TOPIC, key, value));
                }
                writer.flush();
            }
            return records / ((read.join() - begun) / 1e9);
        }
    }

    private static long readAll(LogAddress log, int records) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                log.client(Map.of("group.id", TOPIC, "auto.offset.reset", "earliest", "enable.metrics.push", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long count = 0;
            while (count < records) {
                if (System.nanoTime() > deadline) {
                    throw new LogFailure("Of " + records + " records only " + count + " were read in " + PATIENCE);
                }
                count += consumer.poll(Duration.ofMillis(100)).count();
            }
            return System.nanoTime();
        }
    }
}
