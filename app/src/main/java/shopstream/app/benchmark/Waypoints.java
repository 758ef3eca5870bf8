package shopstream.app.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import shopstream.app.outside.Api;
import shopstream.eventlog.TopicNames;

/** When the lines of {@link Marker markers} came past where, by this process's clock: read in the platform's own log. */
final class Waypoints implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Pattern MARKED = Pattern.compile(Marker.PRODUCT + "\\d+");

    /** Where a line comes past, from the call of COMMIT in the shop's database to the API. */
    enum Waypoint {
        SENT,
        LOGGED,
        WRITTEN,
        COMMITTED,
        SHOWN
    }

    private final Map<Waypoint, Map<String, Long>> nanos = new EnumMap<>(Waypoint.class);
    private final List<Reader> readers;

    /** Reads from now on. @param api of the platform whose log it is */
    Waypoints(Api api) throws IOException, InterruptedException {
        for (Waypoint point : EnumSet.range(Waypoint.LOGGED, Waypoint.COMMITTED)) {
            nanos.put(point, new ConcurrentHashMap<>());
        }
        JsonNode log = api.json("/api/backup");
        TopicNames names = new TopicNames(log.get("prefix").asText());
        String lines = names.dataset("shop", "orderdetails");
        String mart = names.everyMart() + "sales_lines.";
        String servers = log.get("bootstrapServers").asText();
        readers = List.of(
                new Reader(servers, "read_uncommitted", lines::equals, Waypoint.LOGGED),
                new Reader(servers, "read_uncommitted", topic -> topic.startsWith(mart), Waypoint.WRITTEN),
                new Reader(servers, "read_committed", topic -> topic.startsWith(mart), Waypoint.COMMITTED));
        readers.forEach(Thread::start);
    }

    /** How long the markers took from one place to another: the median and the slowest hundredth, in words. */
    String between(List<Marker> markers, Waypoint from, Waypoint to) {
        double[] millis = markers.stream()
                .flatMapToDouble(marker -> {
                    OptionalLong begun = passed(from, marker);
                    OptionalLong ended = passed(to, marker);
                    return begun.isEmpty() || ended.isEmpty()
                            ? DoubleStream.empty()
                            : DoubleStream.of((ended.getAsLong() - begun.getAsLong()) / 1e6);
                })
                .toArray();
        if (millis.length == 0) {
            return "not seen";
        }
        Sample sample = Sample.of(millis);
        return String.format(Locale.ROOT, "p50 %,.0f ms, p99 %,.0f ms", sample.median(), sample.percentile(0.99));
    }

    private OptionalLong passed(Waypoint point, Marker marker) {
        return switch (point) {
            case SENT -> OptionalLong.of(marker.committed());
            case SHOWN -> OptionalLong.of(marker.shown());
            case LOGGED, WRITTEN, COMMITTED -> {
                Long at = nanos.get(point).get(marker.product());
                yield at == null ? OptionalLong.empty() : OptionalLong.of(at);
            }
        };
    }

    @Override
    public void close() {
        readers.forEach(Reader::end);
    }

    /** Notes when the markers of some topics were first there. */
    private final class Reader extends Thread {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Waypoint point;

        Reader(String servers, String isolation, Predicate<String> topics, Waypoint point) {
            super("waypoint-" + point.name().toLowerCase(Locale.ROOT));
            setDaemon(true);
            this.point = point;
            consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            List<TopicPartition> partitions = new ArrayList<>();
            for (List<PartitionInfo> topic : consumer.listTopics().values()) {
                topic.stream()
                        .filter(partition -> topics.test(partition.topic()))
                        .forEach(partition ->
                                partitions.add(new TopicPartition(partition.topic(), partition.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        }

        @Override
        public void run() {
            try (consumer) {
                while (true) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                        note(record.key());
                        note(record.value());
                    }
                }
            } catch (WakeupException ended) {
                // Closed with the consumer.
            }
        }

        private void note(byte[] text) {
            if (text == null) {
                return;
            }
            Matcher marked = MARKED.matcher(new String(text, StandardCharsets.UTF_8));
            if (marked.find()) {
                nanos.get(point).putIfAbsent(marked.group(), System.nanoTime());
            }
        }

        void end() {
            consumer.wakeup();
        }
    }
}
