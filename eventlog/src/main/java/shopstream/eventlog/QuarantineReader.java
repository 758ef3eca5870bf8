package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.contracts.Operation;

/** Reads what was set aside: rejected records of all sources. Belongs to one thread. */
public final class QuarantineReader implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    private final TopicReader reader;
    private final String topic;

    public QuarantineReader(LogAddress address) {
        this.reader = new TopicReader(address);
        this.topic = address.names().quarantine();
    }

    /** The place behind the newest; 0 where the log has no quarantine yet. */
    public long end() {
        return reader.exists(topic) ? reader.end(topic) : 0;
    }

    /**
     * Tells what stands from a place on, for about so long at most.
     *
     * @return the place to go on at; at {@link #end} nothing is left
     */
    public long from(long place, Duration atMost, QuarantineListener listener) {
        long until = System.nanoTime() + atMost.toNanos();
        long end = end();
        if (place >= end) {
            return place;
        }
        reader.standAt(topic, place);
        while (reader.place(topic) < end && System.nanoTime() < until) {
            reader.next(atMost, record -> tell(record, listener));
        }
        return reader.place(topic);
    }

    /** Those at some places, in their order; places at which nothing was set aside are passed over. */
    public List<SetAside> at(SortedSet<Long> places) {
        List<SetAside> found = new ArrayList<>(places.size());
        if (places.isEmpty() || places.last() >= end()) {
            return places.isEmpty() ? found : at(new TreeSet<>(places.headSet(end())));
        }
        long read = -1;
        for (long place : places) {
            if (place <= read) {
                continue;
            }
            reader.standAt(topic, place);
            long until = System.nanoTime() + ANSWERED_WITHIN.toNanos();
            while (reader.place(topic) <= place) {
                if (System.nanoTime() > until) {
                    throw new LogFailure("The quarantine did not answer for " + ANSWERED_WITHIN.toSeconds()
                            + " s at its place " + place + ". Check that the broker runs.");
                }
                reader.next(ANSWERED_WITHIN, record -> {
                    if (places.contains(record.offset()) && isSetAside(record)) {
                        found.add(setAside(record));
                    }
                });
            }
            read = reader.place(topic) - 1;
        }
        return found;
    }

    private static boolean isSetAside(ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null && RecordHeader.text(record.headers(), RecordHeader.KIND) == null;
    }

    private static void tell(ConsumerRecord<byte[], byte[]> record, QuarantineListener listener) {
        if (isSetAside(record)) {
            listener.setAside(setAside(record));
        } else if (RecordHeader.SUPERSEDED.equals(RecordHeader.text(record.headers(), RecordHeader.KIND))) {
            listener.superseded(
                    RecordHeader.text(record.headers(), RecordHeader.DATASET), new String(record.key(), UTF_8));
        }
    }

    /** The record as {@link QuarantineRecord} writes it, without its row. */
    private record Written(
            String source,
            String dataset,
            String rule,
            String column,
            String value,
            boolean stale,
            @JsonProperty("place") String where,
            Instant commitTime,
            Operation operation,
            String contract) {}

    private static SetAside setAside(ConsumerRecord<byte[], byte[]> record) {
        Written written = Json.read(record.value(), Written.class);
        return new SetAside(
                record.offset(),
                written.source(),
                written.dataset(),
                written.rule(),
                written.column(),
                written.value(),
                original(record.value()),
                Optional.ofNullable(record.key()).map(key -> new String(key, UTF_8)),
                written.stale(),
                written.where(),
                written.commitTime(),
                Instant.ofEpochMilli(record.timestamp()),
                written.operation(),
                written.contract());
    }

    /** The row, letter by letter as it was written: read as numbers, some would be others. */
    private static String original(byte[] value) {
        try (JsonParser parser = JSON.createParser(value)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isRow = parser.currentName().equals("original");
                parser.nextToken();
                int begin = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (isRow) {
                    int end = (int) parser.currentLocation().getByteOffset();
                    return new String(value, begin, end - begin, UTF_8);
                }
            }
            return "{}";
        } catch (IOException foreign) {
            throw new LogFailure("A record of the quarantine cannot be read: " + foreign.getMessage() + ".", foreign);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
