package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsIT {
    private static final int TOPICS = 20;
    private static final int PARTITIONS = 8;

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenTheMomentATopicIsThereIsTakenInItsOrder() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"))) {
            LogAddress log = new LogAddress(broker.bootstrapServers(), Map.of(), "fresh", (short) 1);
            try (Topics topics = new Topics(log);
                    KafkaProducer<byte[], byte[]> producer = producer(log)) {
                for (int topic = 0; topic < TOPICS; topic++) {
                    topics.ensureKeyed("fresh-" + topic, PARTITIONS);
                    write(producer, "fresh-" + topic);
                }
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(LogAddress log) {
        return new KafkaProducer<>(
                log.client(Map.of(
                        "batch.size", 0,
                        "delivery.timeout.ms", 5_000,
                        "request.timeout.ms", 4_000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Several batches of each partition are on their way at once. */
    private static void write(KafkaProducer<byte[], byte[]> producer, String topic) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int record = 0; record < 5; record++) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                byte[] text = ("" + record).getBytes(UTF_8);
                sent.add(producer.send(new ProducerRecord<>(topic, partition, text, text)));
            }
        }
        for (int at = 0; at < sent.size(); at++) {
            assertThat(sent.get(at).get(30, TimeUnit.SECONDS).offset()).isEqualTo(at / PARTITIONS);
        }
    }
}
