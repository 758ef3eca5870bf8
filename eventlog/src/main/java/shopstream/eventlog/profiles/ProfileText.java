package shopstream.eventlog.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import shopstream.eventlog.profiles.Interaction.Kind;

/**
 * Profiles as they stand in their topic: the key is {@code browser:ID} or {@code customer:ID}, the value JSON. Each is whole, so
 * that the newest of a key says everything and one that comes twice does no harm.
 */
public final class ProfileText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    // What is written a hundred times in a profile is made ready for it once.
    private static final SerializableString DID = new SerializedString("did");
    private static final SerializableString PRODUCT = new SerializedString("product");
    private static final SerializableString QUANTITY = new SerializedString("quantity");
    private static final SerializableString MILLIS = new SerializedString("millis");
    private static final SerializableString MESSAGE = new SerializedString("message");
    private static final SerializableString PLACE = new SerializedString("place");
    private static final SerializableString[] WORDS = Arrays.stream(Kind.values())
            .map(kind -> new SerializedString(kind.name().toLowerCase(Locale.ROOT)))
            .toArray(SerializableString[]::new);

    private ProfileText() {}

    /** Whose a profile is. */
    public enum Owner {
        BROWSER,
        CUSTOMER;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The key of its record. */
        public byte[] key(String id) {
            return (word + ":" + id).getBytes(UTF_8);
        }
    }

    /**
     * The value of a record.
     *
     * @param reaches by partition of the events, the offset before which the profile holds all that there is of it; none where
     *     that is not known
     */
    public static byte[] value(Owner owner, String id, Profile profile, Map<Integer, Long> reaches) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("fold", Profile.FOLD);
            json.writeStringField(owner.word, id);
            json.writeArrayFieldStart(owner == Owner.BROWSER ? "customers" : "browsers");
            for (String other : profile.others()) {
                json.writeString(other);
            }
            json.writeEndArray();
            Trail trail = profile.trail();
            recent(trail, json);
            cart(Profile.cart(trail), json);
            taste(profile.taste(), json);
            json.writeNumberField("events", profile.tally().events());
            json.writeNumberField("eventsOfPrograms", profile.tally().programs());
            json.writeBooleanField("tooFast", profile.isTooFast());
            json.writeNumberField("newestMillis", profile.newest());
            json.writeObjectFieldStart("reaches");
            for (Map.Entry<Integer, Long> reached : reaches.entrySet()) {
                json.writeNumberField(Integer.toString(reached.getKey()), reached.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A profile cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void recent(Trail trail, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("recent");
        for (Interaction did : trail.interactions()) {
            json.writeStartObject();
            json.writeFieldName(DID);
            json.writeString(WORDS[did.kind().ordinal()]);
            json.writeFieldName(PRODUCT);
            json.writeString(did.product());
            json.writeFieldName(QUANTITY);
            json.writeNumber(did.quantity());
            json.writeFieldName(MILLIS);
            json.writeNumber(did.millis());
            // More digits than a number of JSON is read with everywhere.
            json.writeFieldName(MESSAGE);
            json.writeString(Long.toHexString(did.message()));
            json.writeFieldName(PLACE);
            json.writeNumber(did.place());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void cart(Map<String, Integer> cart, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("cart");
        for (Map.Entry<String, Integer> lying : cart.entrySet()) {
            json.writeStartObject();
            json.writeStringField("product", lying.getKey());
            json.writeNumberField("quantity", lying.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void taste(Taste taste, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("taste");
        for (Map.Entry<String, Taste.Days> wanted : taste.products().entrySet()) {
            Taste.Days days = wanted.getValue();
            json.writeStartObject();
            json.writeStringField("product", wanted.getKey());
            json.writeNumberField("viewedDays", days.viewed());
            json.writeNumberField("cartedDays", days.carted());
            json.writeNumberField("boughtDays", days.bought());
            json.writeStringField(
                    "lastDay", LocalDate.ofEpochDay(days.lastDay()).toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What was done lately, of a value. @throws IOException when it is no profile */
    public static Trail trail(byte[] value) throws IOException {
        JsonNode recent = MAPPER.readTree(value).path("recent");
        if (!recent.isArray()) {
            throw new IOException("The record is no profile: it has no list `recent`");
        }
        Trail trail = Trail.EMPTY;
        for (JsonNode did : recent) {
            trail = trail.with(new Interaction(
                    did.path("product").asText(),
                    Kind.valueOf(did.path("did").asText().toUpperCase(Locale.ROOT)),
                    did.path("quantity").asInt(),
                    did.path("millis").asLong(),
                    Long.parseUnsignedLong(did.path("message").asText(), 16),
                    did.path("place").asInt()));
        }
        return trail;
    }
}
