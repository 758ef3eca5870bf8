package shopstream.transformations.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.profiles.ProfileText;

/** What the topic of profiles holds now. */
record PublishedProfiles(LogAddress log) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By the keys of their records. */
    Map<String, JsonNode> json() throws IOException {
        Map<String, JsonNode> published = new TreeMap<>();
        for (Map.Entry<String, byte[]> each :
                TopicContent.newest(log, log.names().profiles()).entrySet()) {
            published.put(each.getKey(), JSON.readTree(each.getValue()));
        }
        return published;
    }

    /** To be held against what {@link PlainReplay} comes to. */
    Map<String, PlainReplay.Expected> inWordsOfTheReplay() throws IOException {
        Map<String, PlainReplay.Expected> found = new TreeMap<>();
        for (Map.Entry<String, byte[]> each :
                TopicContent.newest(log, log.names().profiles()).entrySet()) {
            JsonNode json = JSON.readTree(each.getValue());
            Map<String, Integer> cart = new TreeMap<>();
            json.get("cart")
                    .forEach(lying -> cart.put(
                            lying.get("product").asText(), lying.get("quantity").asInt()));
            Map<String, List<Integer>> taste = new TreeMap<>();
            json.get("taste")
                    .forEach(wanted -> taste.put(
                            wanted.get("product").asText(),
                            List.of(
                                    wanted.get("viewedDays").asInt(),
                                    wanted.get("cartedDays").asInt(),
                                    wanted.get("boughtDays").asInt())));
            found.put(
                    each.getKey(),
                    new PlainReplay.Expected(
                            ProfileText.trail(each.getValue()),
                            cart,
                            taste,
                            json.get("events").asLong(),
                            json.get("eventsOfPrograms").asLong()));
        }
        return found;
    }

    /** Takes all of them out. */
    void clear() throws IOException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(log.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String key : TopicContent.newest(log, log.names().profiles()).keySet()) {
                producer.send(new ProducerRecord<>(log.names().profiles(), key.getBytes(UTF_8), null));
            }
        }
    }
}
