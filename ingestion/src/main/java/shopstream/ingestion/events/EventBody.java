package shopstream.ingestion.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one request tells, read once: JSON in UTF-8. An event that is wrong in itself does not keep its neighbours from being
 * read; only what is no JSON at all does.
 *
 * @param writeKey null where the body has none
 * @param sentAt by the caller's clock, as it stands there; null where the body has none
 * @param context of all events that have none of their own
 */
public record EventBody(String writeKey, Object sentAt, Map<String, Object> context, List<ToldEvent> events) {
    private static final String SENT_AT = "sentAt";
    private static final String WRITE_KEY = "writeKey";

    /** Names are not interned: whoever calls could fill the memory with them. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(EventLimits.BODY_BYTES)
                    .build())
            .build();

    /** @throws UnreadableBody saying what is wrong and where */
    public static EventBody read(byte[] bytes, Call call) throws UnreadableBody {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableBody("The body is no JSON object.");
            }
            EventBody body = call == Call.BATCH ? batch(parser) : single(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableBody("Something follows the body's JSON object, from byte "
                        + parser.currentTokenLocation().getByteOffset() + " on.");
            }
            return body;
        } catch (StreamConstraintsException beyond) {
            throw new UnreadableBody("The body is no JSON that can be read: " + beyond.getOriginalMessage() + ".");
        } catch (JsonParseException wrong) {
            throw new UnreadableBody("The body is not JSON in UTF-8: " + wrong.getOriginalMessage() + " (byte "
                    + wrong.getLocation().getByteOffset() + ").");
        } catch (IOException wrong) {
            // The decoder of UTF-8 has an exception of its own; bytes in memory have no other fault.
            throw new UnreadableBody("The body is not JSON in UTF-8: " + wrong.getMessage() + ".");
        }
    }

    private static EventBody single(JsonParser parser) throws IOException {
        ToldEvent event = new EventReading(parser).event();
        return new EventBody(
                text(event.content().get(WRITE_KEY)), event.content().get(SENT_AT), null, List.of(event));
    }

    private static EventBody batch(JsonParser parser) throws IOException, UnreadableBody {
        Map<String, Object> envelope = new HashMap<>();
        List<ToldEvent> events = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (!name.equals("batch")) {
                envelope.put(name, new EventReading(parser).value());
            } else if (token == JsonToken.START_ARRAY && events == null) {
                events = events(parser);
            } else {
                throw new UnreadableBody(
                        events == null ? "The body's `batch` is no list." : "The body has `batch` a second time.");
            }
        }
        if (events == null) {
            throw new UnreadableBody(
                    "The body has no `batch`: write {\"batch\": [ … ]} with one object for each event.");
        }
        return new EventBody(text(envelope.get(WRITE_KEY)), envelope.get(SENT_AT), context(envelope), events);
    }

    private static List<ToldEvent> events(JsonParser parser) throws IOException, UnreadableBody {
        List<ToldEvent> events = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (events.size() == EventLimits.BATCH_EVENTS) {
                throw new UnreadableBody("The batch has more than " + EventLimits.BATCH_EVENTS
                        + " events. Send them in several batches.");
            }
            events.add(new EventReading(parser).event());
        }
        return events;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> context(Map<String, Object> envelope) {
        return envelope.get("context") instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
    }

    private static String text(Object value) {
        return value instanceof String text ? text : null;
    }
}
