package shopstream.ingestion.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Brings an event, in whichever of the shapes we take, into the one that the contract judges. */
final class EventRow {
    private static final String EVENT = "event";
    private static final String TYPE = "type";
    private static final String CONTEXT = "context";
    private static final String TIMESTAMP = "timestamp";
    private static final String ORIGINAL = "originalTimestamp";
    private static final String PROPERTIES = "properties";
    private static final String MESSAGE_ID = "messageId";
    private static final String HISTORY = "browse_history";

    /** What Segment's page call has in its properties, and every other call in its context. */
    private static final Set<String> OF_A_PAGE = Set.of("url", "path", "referrer", "search", "title");

    private EventRow() {}

    /** @param told becomes the row; what is not valid is left for the contract to judge */
    static Map<String, Object> of(
            Map<String, Object> told, Call call, Map<String, Object> batchContext, Arrival arrival) {
        Map<String, Object> row = told.containsKey(HISTORY) && !told.containsKey(EVENT) ? session(told) : told;
        type(row, call);
        if (batchContext != null) {
            row.putIfAbsent(CONTEXT, batchContext);
        }
        if ("page".equals(row.get(TYPE))) {
            page(row);
        }
        if (blank(row.get(MESSAGE_ID))) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            row.put(MESSAGE_ID, new UUID(random.nextLong(), random.nextLong()).toString());
        }
        times(row, arrival);
        return row;
    }

    private static void type(Map<String, Object> row, Call call) {
        if (call != Call.BATCH) {
            row.put(TYPE, call.word());
        } else if (!row.containsKey(TYPE) && row.containsKey(EVENT)) {
            row.put(TYPE, Call.TRACK.word());
        }
        for (Call known : Call.values()) {
            if (known.event().isPresent() && known.word().equals(row.get(TYPE))) {
                row.put(EVENT, known.event().get());
            }
        }
    }

    private static void times(Map<String, Object> row, Arrival arrival) {
        Object given = row.containsKey(ORIGINAL) ? row.get(ORIGINAL) : row.get(TIMESTAMP);
        Instant original = Arrival.moment(given);
        row.put("receivedAt", arrival.receivedAt());
        if (arrival.sentAt() != null) {
            row.put("sentAt", arrival.sentAt());
        }
        if (given != null && original == null) {
            // It is no moment: the contract's check says so, with the value.
            row.put(TIMESTAMP, given);
            return;
        }
        row.put(TIMESTAMP, arrival.corrected(original));
        if (original != null) {
            row.put(ORIGINAL, original);
        }
    }

    private static void page(Map<String, Object> row) {
        if (!(row.get(PROPERTIES) instanceof Map<?, ?> properties)) {
            return;
        }
        Map<String, Object> context = copy(row.get(CONTEXT));
        Map<String, Object> page = copy(context.get("page"));
        OF_A_PAGE.forEach(name -> {
            if (properties.get(name) != null) {
                page.put(name, properties.get(name));
            }
        });
        context.put("page", page);
        row.put(CONTEXT, context);
    }

    /**
     * A whole session as one event. It carries no time and no number of its own: told again it is the same message, told
     * with a longer history another.
     */
    private static Map<String, Object> session(Map<String, Object> told) {
        Map<String, Object> location = new HashMap<>();
        location.put("city", told.get("city"));
        location.put("country", told.get("country"));
        Map<String, Object> traits = new HashMap<>(location);
        traits.put("credit_limit", told.get("credit_limit"));
        Map<String, Object> properties = new HashMap<>();
        properties.put("session_id", told.get("session_id"));
        properties.put("products", told.get(HISTORY));
        Map<String, Object> row = new HashMap<>();
        row.put(TYPE, Call.TRACK.word());
        row.put(EVENT, "Session Recorded");
        boolean known = told.get("customer_number") != null;
        row.put(known ? "userId" : "anonymousId", told.get(known ? "customer_number" : "session_id"));
        row.put(TIMESTAMP, told.get(TIMESTAMP));
        row.put(CONTEXT, new HashMap<>(Map.of("location", location)));
        row.put("traits", traits);
        row.put(PROPERTIES, properties);
        row.put(MESSAGE_ID, told.getOrDefault(MESSAGE_ID, "session-" + fingerprint(told)));
        row.values().removeIf(Objects::isNull);
        return row;
    }

    /** The same for the same content, in whatever order its names stand. */
    private static UUID fingerprint(Map<String, Object> told) {
        return UUID.nameUUIDFromBytes(ordered(told).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Object ordered(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            map.forEach((name, inner) -> parts.add(name + "=" + ordered(inner)));
            parts.sort(null);
            return parts;
        }
        return value instanceof List<?> list
                ? list.stream().map(EventRow::ordered).toList()
                : String.valueOf(value);
    }

    private static Map<String, Object> copy(Object value) {
        Map<String, Object> copy = new HashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> copy.put((String) name, inner));
        }
        return copy;
    }

    private static boolean blank(Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }
}
