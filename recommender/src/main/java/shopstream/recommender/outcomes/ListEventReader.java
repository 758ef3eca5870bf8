package shopstream.recommender.outcomes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.profiles.VisitorEvent;
import shopstream.eventlog.profiles.VisitorEventReader;

/** Reads the events about recommendations out of all others, which are passed over unread. For use by one thread. */
final class ListEventReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] MARK = "\"recommendation_id\"".getBytes(US_ASCII);
    private static final byte[] IDENTIFY = "\"identify\"".getBytes(US_ASCII);
    private static final byte[] ORDERED = "\"Order Completed\"".getBytes(US_ASCII);
    private static final String SHOWN = "Recommendations Shown";
    private static final String CLICKED = "Recommendation Clicked";

    private final VisitorEventReader visitors = new VisitorEventReader();
    private final Map<String, String> texts = new HashMap<>();
    private final List<String> products = new ArrayList<>();

    /** What there may be in an event: most have nothing of it, and are not worth reading. */
    enum Topic {
        LIST,
        IDENTITY,
        OTHER
    }

    /** What an event may be about, by the words in it. */
    static Topic topic(byte[] json) {
        Topic topic = Topic.OTHER;
        for (int at = 0; at < json.length; at++) {
            if (json[at] == '"') {
                if (begins(json, at, MARK)) {
                    return Topic.LIST;
                }
                if (begins(json, at, IDENTIFY) || begins(json, at, ORDERED)) {
                    topic = Topic.IDENTITY;
                }
            }
        }
        return topic;
    }

    /** What an event says of a list. @throws IOException when it is no event */
    Optional<ListEvent> read(byte[] json) throws IOException {
        texts.clear();
        products.clear();
        String event = parse(json);
        String list = texts.get("recommendation_id");
        boolean isClick = CLICKED.equals(event);
        if (list == null || !isClick && !SHOWN.equals(event)) {
            return Optional.empty();
        }
        VisitorEvent whose = visitors.read(json);
        return Optional.of(new ListEvent(
                list,
                isClick,
                whose.millis(),
                new Visitor(whose.user(), whose.browser()),
                whose.bot(),
                new Origin(
                        text("placement"),
                        text("recommendation_source"),
                        text("recommendation_model"),
                        text("experiment"),
                        text("experiment_variant")),
                products));
    }

    /** The browser that an event says is a customer's; empty where it says no such thing. */
    Optional<String> identified(byte[] json) throws IOException {
        VisitorEvent event = visitors.read(json);
        return event.identifies() && !event.bot() ? event.browser() : Optional.empty();
    }

    private String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** @return the event's name */
    private String parse(byte[] json) throws IOException {
        String event = null;
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("The record is no event");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("event")) {
                    event = parser.getValueAsString();
                } else if (name.equals("properties") && token == JsonToken.START_OBJECT) {
                    properties(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return event;
    }

    private void properties(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("products") && token == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    product(parser);
                }
            } else if (name.equals("product_id") && token.isScalarValue()) {
                products.add(parser.getText());
            } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private void product(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals("product_id")) {
                products.add(String.valueOf(parser.getValueAsString()));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static boolean begins(byte[] json, int at, byte[] word) {
        if (json.length - at < word.length) {
            return false;
        }
        for (int same = 1; same < word.length; same++) {
            if (json[at + same] != word[same]) {
                return false;
            }
        }
        return true;
    }
}
