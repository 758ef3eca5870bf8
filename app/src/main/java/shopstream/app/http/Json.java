package shopstream.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;

/** The one way in which the API writes JSON. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** The object that a request's body is. @throws HttpProblem where it is none */
    static JsonNode object(String body) {
        JsonNode read = read(body);
        if (read.isObject()) {
            return read;
        }
        throw new HttpProblem(400, "Bad body", "The body is no JSON object.", Map.of());
    }

    /** What a request's body is. @throws HttpProblem where it is no JSON */
    static JsonNode read(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new HttpProblem(400, "Bad body", "The body is not JSON: " + e.getOriginalMessage() + ".", Map.of());
        }
    }

    /** The same as {@link #text} in bytes, for what is answered often. */
    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record or a map as text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
