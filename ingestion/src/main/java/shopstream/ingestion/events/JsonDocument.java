package shopstream.ingestion.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.function.Consumer;

/**
 * Events as objects that stretch over several lines, one after the other or in one list, as tools write them for people. What
 * follows a fault cannot be told from it, so the file ends there.
 */
final class JsonDocument {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonDocument() {}

    static void read(Reader reader, Consumer<FileEvent> each) throws IOException {
        try (JsonParser parser = JSON.createParser(reader)) {
            try {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token == JsonToken.START_OBJECT) {
                        int line = line(parser);
                        each.accept(JsonLine.event(line, onOneLine(parser)));
                    } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                        each.accept(FileEvent.faulty(line(parser), "What stands here is no JSON object."));
                    }
                }
            } catch (JsonProcessingException wrong) {
                each.accept(FileEvent.faulty(
                        wrong.getLocation().getLineNr(),
                        "The file is not JSON from here on: " + wrong.getOriginalMessage() + "."));
            }
        }
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String onOneLine(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }
}
