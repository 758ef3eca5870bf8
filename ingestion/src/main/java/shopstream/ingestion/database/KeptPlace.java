package shopstream.ingestion.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import shopstream.eventlog.LogAddress;

/** The place to go on from that Debezium keeps in the log. */
final class KeptPlace {
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
            // As Kafka Connect writes it: the connector's name and what of its source the place is in.
            byte[] key = ("[\"" + source.name() + "\",{\"server\":\"" + source.name() + "\"}]").getBytes(UTF_8);
            producer.send(new ProducerRecord<>(topic, 0, key, null));
            producer.flush();
        }
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
