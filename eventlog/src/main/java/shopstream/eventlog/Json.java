package shopstream.eventlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;

/** How the log's own records are written: plain JSON, instants in ISO-8601. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantText()))
            .build();

    private Json() {}

    static byte[] bytes(Object record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Cannot write " + record + " as JSON.", impossible);
        }
    }

    static <T> T read(byte[] json, Class<T> kind) {
        try {
            return MAPPER.readValue(json, kind);
        } catch (IOException foreign) {
            throw new LogFailure(
                    "A record of the log is not a " + kind.getSimpleName()
                            + ". Does another program write under the same topic prefix?",
                    foreign);
        }
    }
}
