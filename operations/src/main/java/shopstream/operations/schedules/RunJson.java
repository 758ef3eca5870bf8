package shopstream.operations.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A run as JSON: in its file, in the API and on the command line. */
public final class RunJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private RunJson() {}

    /** Everything but what it said. */
    public static ObjectNode brief(Run run) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", run.id());
        json.put("schedule", run.schedule());
        json.put("state", word(run.state()));
        json.put("cause", word(run.cause()));
        json.put("attempt", run.attempt());
        json.put("due", text(run.due()));
        json.put("begun", run.begun().toString());
        json.put("ended", text(run.ended()));
        json.put("tookMillis", run.took().map(took -> took.toMillis()).orElse(null));
        json.put("rows", run.rows().isPresent() ? (Long) run.rows().getAsLong() : null);
        json.put("message", run.message().orElse(null));
        json.put("retryAt", text(run.retryAt()));
        return json;
    }

    /** All of it. */
    public static ObjectNode full(Run run) {
        ObjectNode json = brief(run);
        ArrayNode log = json.putArray("log");
        run.log()
                .forEach(line -> log.addObject().put("at", line.at().toString()).put("text", line.text()));
        return json;
    }

    /** @throws RuntimeException where it is no run */
    static Run parsed(JsonNode json) {
        List<Run.Line> log = new ArrayList<>();
        json.get("log")
                .forEach(line -> log.add(new Run.Line(
                        Instant.parse(line.get("at").textValue()),
                        line.get("text").textValue())));
        return new Run(
                json.get("id").textValue(),
                json.get("schedule").textValue(),
                constant(Run.Cause.class, json.get("cause")),
                moment(json.get("due")),
                json.get("attempt").intValue(),
                Instant.parse(json.get("begun").textValue()),
                moment(json.get("ended")),
                constant(Run.State.class, json.get("state")),
                json.get("rows").isNumber() ? OptionalLong.of(json.get("rows").longValue()) : OptionalLong.empty(),
                Optional.ofNullable(json.get("message").textValue()),
                moment(json.get("retryAt")),
                log);
    }

    private static Optional<Instant> moment(JsonNode json) {
        return Optional.ofNullable(json.textValue()).map(Instant::parse);
    }

    private static String text(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse(null);
    }

    /** {@code CATCHING_UP} is {@code catching-up}. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E constant(Class<E> kind, JsonNode json) {
        return Enum.valueOf(kind, json.textValue().toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
