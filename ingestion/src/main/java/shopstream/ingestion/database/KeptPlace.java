package shopstream.ingestion.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import shopstream.eventlog.LogAddress;

/** The place to go on from that Debezium keeps in the log. */
final class KeptPlace {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final long LOOKED_AT = 100;

    private KeptPlace() {}

    /**
     * Forgets it, so that Debezium begins as though it had never read the source. Otherwise it first catches up with the
     * changes since that place, and would take a slot that was moved past them for one that lags.
     */
    static void forget(DatabaseSource source, LogAddress log) {
        Map<String, Object> settings = new HashMap<>(log.clientProperties());
        settings.put("bootstrap.servers", log.bootstrapServers());
        settings.put("acks", "all");
        String topic = log.names().captureOffsets(source.name());
        if (!exists(topic, settings)) {
            return;
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, key(source), null));
            producer.flush();
        }
    }

    /**
     * The place, as Debezium writes it down; nothing where it never kept one, was made to forget it, or was stopped before it
     * had read all definitions.
     */
    static Optional<Map<String, Object>> read(DatabaseSource source, LogAddress log) {
        Map<String, Object> settings = new HashMap<>(log.clientProperties());
        settings.put("bootstrap.servers", log.bootstrapServers());
        String topic = log.names().captureOffsets(source.name());
        if (!exists(topic, settings)) {
            return Optional.empty();
        }
        TopicPartition all = new TopicPartition(topic, 0);
        byte[] newest = null;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(all));
            long end = consumer.endOffsets(List.of(all)).get(all);
            long begin = consumer.beginningOffsets(List.of(all)).get(all);
            // The topic is this source's alone, so its last records say it.
            consumer.seek(all, Math.max(begin, end - LOOKED_AT));
            while (consumer.position(all) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                    if (Arrays.equals(record.key(), key(source))) {
                        newest = record.value();
                    }
                }
            }
        }
        return Optional.ofNullable(newest)
                .map(json -> place(json, topic))
                .filter(place -> !place.containsKey("snapshot"));
    }

    private static Map<String, Object> place(byte[] json, String topic) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new CaptureRefused(
                    "The place to go on from cannot be read in " + topic + ": " + e.getMessage(), true);
        }
    }

    /** As Kafka Connect writes it: the connector's name and what of its source the place is in. */
    private static byte[] key(DatabaseSource source) {
        return ("[\"" + source.name() + "\",{\"server\":\"" + source.name() + "\"}]").getBytes(UTF_8);
    }

    private static boolean exists(String topic, Map<String, Object> settings) {
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(topic);
        } catch (ExecutionException | TimeoutException unanswered) {
            throw new CaptureRefused("The log does not answer: " + unanswered.getMessage() + ".", false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CaptureRefused("Interrupted while the log was asked.", false);
        }
    }
}
