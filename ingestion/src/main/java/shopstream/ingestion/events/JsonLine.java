package shopstream.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** One line of a file as an event. An event without a number of its own gets one that is the same each time it is read. */
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    static FileEvent event(int number, String line) {
        String text = line.strip();
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > EventLimits.EVENT_BYTES) {
            return FileEvent.faulty(number, "The event has more than " + (EventLimits.EVENT_BYTES >> 10) + " KB.");
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return FileEvent.faulty(number, "The line is no JSON object.");
            }
            Set<String> names = new HashSet<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                names.add(name);
                parser.nextToken();
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                return FileEvent.faulty(number, "Something follows the JSON object on its line.");
            }
            return FileEvent.of(
                    number, names.contains("messageId") || isSession(names) ? bytes : numbered(number, text));
        } catch (JsonProcessingException wrong) {
            return FileEvent.faulty(number, "The line is not JSON: " + wrong.getOriginalMessage() + ".");
        } catch (IOException never) {
            throw new IllegalStateException("Bytes in memory cannot be read.", never);
        }
    }

    /** Sessions are told apart by what they are, wherever they stand. */
    private static boolean isSession(Set<String> names) {
        return names.contains("browse_history") && !names.contains("event");
    }

    private static byte[] numbered(int number, String text) {
        UUID id = UUID.nameUUIDFromBytes((number + "\n" + text).getBytes(UTF_8));
        String rest = text.substring(1).strip();
        return ("{\"messageId\":\"import-" + id + "\"" + (rest.startsWith("}") ? "" : ",") + rest).getBytes(UTF_8);
    }
}
