package shopstream.recommender.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shopstream.eventlog.WholeFile;

/**
 * A model that was trained, as it is described beside its file.
 *
 * @param version its name: the moment at which its training began
 * @param took how long the training took
 * @param bytes of its files
 * @param ranking how it ranks, in words
 * @param quality on what it had not seen
 * @param popular what most want, at the same questions
 * @param merged the same lists with nothing learned, at the same questions
 * @param before the model that was in use, at the same questions
 * @param taste long-term taste alone, at the same questions; empty where it was not learned
 */
public record ModelVersion(
        String version,
        Instant trained,
        Duration took,
        long bytes,
        String ranking,
        Origin origin,
        Quality quality,
        Quality popular,
        Quality merged,
        Optional<Compared> before,
        Optional<Quality> taste) {
    private static final String FILE = "model.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Another model at the same questions. */
    public record Compared(String version, Quality quality) {}

    /** Places in a partition of the log. @param to the first one that was not read */
    public record Offsets(long from, long to) {}

    /**
     * What it was trained from.
     *
     * @param first when the earliest of it happened
     * @param last when the latest did
     * @param steps how many things visitors did and customers ordered
     * @param visits how many visits taught it what is alike
     * @param teaching how many questions taught it the order
     * @param judging how many questions judged it
     * @param offsets where it was read, by partition of the log
     */
    public record Origin(
            Instant first,
            Instant last,
            int steps,
            int visits,
            int products,
            int teaching,
            int judging,
            Map<String, Offsets> offsets) {
        public Origin {
            offsets = Map.copyOf(offsets);
        }
    }

    /** Why it is not to be used: what is there without it is better. Empty where it is to be. */
    public Optional<String> shortcoming() {
        if (quality.isWorseThan(merged)) {
            return Optional.of(behind("the lists merged by rank, of which nothing has to be learned", merged));
        }
        return before.filter(other -> quality.isWorseThan(other.quality()))
                .map(other -> behind("the model " + other.version() + ", which is in use", other.quality()));
    }

    private String behind(String what, Quality other) {
        return String.format(
                Locale.ROOT,
                "at %,d questions its MRR@20 is %.4f, and that of %s, %.4f",
                origin.judging(),
                quality.reciprocalRank(),
                what,
                other.reciprocalRank());
    }

    /** Writes the description into the version's folder. */
    public void write(Path folder) throws IOException {
        WholeFile.write(
                folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
    }

    /** Reads it. @throws IOException where it is not there, or is none */
    public static ModelVersion read(Path folder) throws IOException {
        JsonNode json = JSON.readTree(Files.readAllBytes(folder.resolve(FILE)));
        try {
            return of(json);
        } catch (DateTimeException | IllegalArgumentException none) {
            throw new IOException("The file " + folder.resolve(FILE) + " does not describe a model", none);
        }
    }

    /** As JSON, for files and answers. */
    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode()
                .put("version", version)
                .put("trained", trained.toString())
                .put("seconds", took.toMillis() / 1000.0)
                .put("bytes", bytes)
                .put("ranking", ranking);
        ObjectNode from = json.putObject("from")
                .put("first", origin.first().toString())
                .put("last", origin.last().toString())
                .put("steps", origin.steps())
                .put("visits", origin.visits())
                .put("products", origin.products())
                .put("teaching", origin.teaching())
                .put("judging", origin.judging());
        ObjectNode offsets = from.putObject("offsets");
        new TreeMap<>(origin.offsets())
                .forEach((partition, range) ->
                        offsets.putArray(partition).add(range.from()).add(range.to()));
        ObjectNode measured = json.putObject("quality");
        put(measured, "model", quality);
        put(measured, "merged", merged);
        put(measured, "popular", popular);
        before.ifPresent(other -> put(measured, "before", other.quality()).put("version", other.version()));
        taste.ifPresent(alone -> put(measured, "taste", alone));
        json.put("shortcoming", shortcoming().orElse(null));
        return json;
    }

    private static ObjectNode put(ObjectNode into, String name, Quality quality) {
        return into.putObject(name)
                .put("method", quality.method())
                .put("HR@20", quality.hitRate())
                .put("MRR@20", quality.reciprocalRank());
    }

    private static ModelVersion of(JsonNode json) {
        JsonNode from = json.required("from");
        Map<String, Offsets> offsets = new TreeMap<>();
        from.required("offsets")
                .properties()
                .forEach(each -> offsets.put(
                        each.getKey(),
                        new Offsets(
                                each.getValue().get(0).asLong(),
                                each.getValue().get(1).asLong())));
        JsonNode measured = json.required("quality");
        return new ModelVersion(
                json.required("version").asText(),
                Instant.parse(json.required("trained").asText()),
                Duration.ofMillis(Math.round(1000 * json.required("seconds").asDouble())),
                json.required("bytes").asLong(),
                json.required("ranking").asText(),
                new Origin(
                        Instant.parse(from.required("first").asText()),
                        Instant.parse(from.required("last").asText()),
                        from.required("steps").asInt(),
                        from.required("visits").asInt(),
                        from.required("products").asInt(),
                        from.required("teaching").asInt(),
                        from.required("judging").asInt(),
                        offsets),
                quality(measured.required("model")),
                quality(measured.required("popular")),
                quality(measured.required("merged")),
                Optional.ofNullable(measured.get("before"))
                        .map(other -> new Compared(other.required("version").asText(), quality(other))),
                Optional.ofNullable(measured.get("taste")).map(ModelVersion::quality));
    }

    private static Quality quality(JsonNode json) {
        return new Quality(
                json.required("method").asText(),
                json.required("HR@20").asDouble(),
                json.required("MRR@20").asDouble());
    }
}
