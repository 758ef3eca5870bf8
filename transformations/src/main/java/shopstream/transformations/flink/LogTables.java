package shopstream.transformations.flink;

import static shopstream.transformations.flink.SqlText.literal;

import java.util.LinkedHashMap;
import java.util.Map;
import shopstream.eventlog.LogAddress;
import shopstream.transformations.events.EventTableFactory;
import shopstream.transformations.model.Mart;

/**
 * The tables a job reads and writes, as topics of the log.
 *
 * @param group the job's consumer group and the prefix of its transactions
 * @param reading further settings of the job's consumers
 */
record LogTables(LogAddress log, String source, String group, Map<String, String> reading) {
    /** Longer than any stop that is resumed, or the broker drops what a checkpoint counts as written. */
    private static final String TRANSACTION_TIMEOUT_MILLIS = "604800000";

    String source(SourceTable table) {
        String topic = table.topic(log.names(), source);
        Map<String, String> options = table.isStream() ? stream(topic) : common(topic);
        options.put("properties.group.id", group);
        options.put("properties.commit.offsets.on.checkpoint", "true");
        reading.forEach((key, value) -> options.put("properties." + key, value));
        return "CREATE TEMPORARY TABLE " + SqlText.name(table.dataset()) + table.columns() + with(options);
    }

    String sink(Mart mart, String table, String topic) {
        Map<String, String> options = common(topic);
        options.put("value.json.encode.decimal-as-plain-number", "true");
        options.put("key.json.encode.decimal-as-plain-number", "true");
        // Also for a mart that is delivered at least once: its readers do not wait for the commit, but the topic stays
        // right.
        options.put("sink.delivery-guarantee", "exactly-once");
        options.put("properties.interceptor.classes", RunMark.class.getName());
        options.put("sink.transactional-id-prefix", group);
        options.put("sink.transaction-naming-strategy", "POOLING");
        options.put("properties.transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
        return "CREATE TEMPORARY TABLE " + SqlText.name(table) + MartSchema.of(mart) + with(options);
    }

    private Map<String, String> stream(String topic) {
        return connected(EventTableFactory.NAME, topic);
    }

    private Map<String, String> common(String topic) {
        Map<String, String> options = connected("upsert-kafka", topic);
        for (String part : new String[] {"key", "value"}) {
            options.put(part + ".format", "json");
            options.put(part + ".json.timestamp-format.standard", "ISO-8601");
        }
        return options;
    }

    private Map<String, String> connected(String connector, String topic) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connector", connector);
        options.put("topic", topic);
        options.put("properties.bootstrap.servers", log.bootstrapServers());
        log.clientProperties().forEach((key, value) -> options.put("properties." + key, value));
        return options;
    }

    private static String with(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> literal(option.getKey()) + " = " + literal(option.getValue()))
                .collect(java.util.stream.Collectors.joining(", ", " WITH (", ")"));
    }
}
