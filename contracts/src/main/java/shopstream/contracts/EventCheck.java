package shopstream.contracts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.yaml.Nearest;

/**
 * Judges events by a contract, made ready for it once. An event maps names, the contract's or aliases of them, to plain
 * Java values (text, whole numbers, {@link java.math.BigDecimal}, {@link Boolean}, instants, null) and to further maps and
 * lists of them; what the contract does not name is left out. Numbers may come as text, and numbers where text is meant;
 * nothing is rounded or cut. The first broken rule, in contract order, is the one reported, by its path: {@code
 * properties.products[2].price}. Keeps a buffer: one instance a thread.
 */
public final class EventCheck {
    /** The field whose name decides what else must be there. */
    static final String EVENT = "event";

    static final String PROPERTIES = "properties";

    private static final int NAME_MAX = 200;

    private final EventContract contract;
    private final String version;
    private final EventFields fields;
    private final EventFields properties;
    private final Map<String, EventKind> kinds = new HashMap<>();
    private final JsonBuffer json = new JsonBuffer();

    public EventCheck(EventContract contract) {
        this.contract = contract;
        this.version = contract.versionedId();
        this.fields = new EventFields(contract.fields());
        this.properties = new EventFields(contract.fields().stream()
                .filter(EventField.Group.class::isInstance)
                .map(EventField.Group.class::cast)
                .filter(group -> group.name().equals(PROPERTIES))
                .flatMap(group -> group.fields().stream())
                .toList());
        for (EventKind kind : contract.kinds()) {
            kinds.put(kind.name(), kind);
            kind.aliases().forEach(alias -> kinds.put(alias, kind));
        }
    }

    public EventContract contract() {
        return contract;
    }

    /** @param event its name becomes the contract's where it is an alias; else it is left as it is */
    public Verdict check(Map<String, Object> event, Origin origin) {
        byte[] key = key(event);
        Broken broken = kind(event);
        if (broken == null) {
            json.clear();
            broken = fields.write(event, json);
        }
        if (broken == null && key == null) {
            broken = new Broken("required", String.join("|", contract.key()), null);
        }
        if (broken == null) {
            return new Accepted(contract.dataset(), key, json.copy(), origin, version);
        }
        return rejected(event, key, origin, broken);
    }

    /**
     * An event that cannot be judged, since it is too large, too deep or not one thing: what of it may be kept goes to
     * the quarantine.
     *
     * @param event as far as it could be read
     * @param rule that it breaks
     */
    public Rejected refused(Map<String, Object> event, Origin origin, String rule, String field) {
        return rejected(event, key(event), origin, new Broken(rule, field, null));
    }

    /** The name that was most likely meant by one that is not known. */
    public Optional<String> nearestTo(String name) {
        return name.length() > NAME_MAX ? Optional.empty() : Nearest.of(name, kinds.keySet());
    }

    private Broken kind(Map<String, Object> event) {
        Object name = event.get(EVENT);
        EventKind kind = name instanceof String text ? kinds.get(text) : null;
        if (kind == null) {
            boolean judgedAsText = name == null || !(name instanceof String) || contract.customEvents();
            return judgedAsText ? null : new Broken("allowed", EVENT, name);
        }
        event.put(EVENT, kind.name());
        Map<?, ?> given = event.get(PROPERTIES) instanceof Map<?, ?> map ? map : Map.of();
        for (List<String> oneOf : kind.requires()) {
            if (!properties.anyIn(given, oneOf)) {
                return new Broken("required", PROPERTIES + "." + String.join("|", oneOf), null);
            }
        }
        return null;
    }

    /** Null where nothing says whose event it is. */
    private byte[] key(Map<String, Object> event) {
        for (String name : contract.key()) {
            String value = EventValue.text(event.get(name));
            if (value != null && !value.isBlank()) {
                json.clear();
                json.raw('{');
                json.text(name);
                json.raw(':');
                boolean sound = json.text(value);
                json.raw('}');
                return sound ? json.copy() : null;
            }
        }
        return null;
    }

    private Rejected rejected(Map<String, Object> event, byte[] key, Origin origin, Broken broken) {
        JsonBuffer original = new JsonBuffer();
        fields.writeOriginal(event, original);
        return new Rejected(
                contract.dataset(),
                key,
                origin,
                broken.rule(),
                broken.path(),
                broken.value() == null ? null : EventValue.shown(broken.value()),
                original.toString(),
                version);
    }

    /** A rule that is broken, and where. */
    record Broken(String rule, String path, Object value) {
        Broken below(String name) {
            return new Broken(rule, name + "." + path, value);
        }
    }
}
