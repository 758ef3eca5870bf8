package shopstream.eventlog;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the log is, and how this installation writes to it.
 *
 * @param clientProperties passed on to every Kafka client, for example security settings
 * @param prefix the first part of every topic's name
 * @param replication of the topics that are created
 */
public record LogAddress(
        String bootstrapServers, Map<String, String> clientProperties, String prefix, short replication) {
    public LogAddress {
        clientProperties = Map.copyOf(clientProperties);
    }

    /** The properties of a Kafka client: those passed on, the address, and the given ones on top. */
    public Map<String, Object> client(Map<String, Object> own) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(own);
        return properties;
    }

    public TopicNames names() {
        return new TopicNames(prefix);
    }
}
