package shopstream.contracts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/**
 * Reads the contracts of event streams from the same folder as those of tables, and in the same standard: files whose
 * {@code physicalType} is {@code stream}. Beyond the standard's keys, custom properties name the key, the known events
 * with their aliases and what each requires, and aliases of fields; the service level {@code retention} says how long
 * events are kept.
 */
public final class EventContractFiles {
    private static final String STREAM = "stream";

    private static final List<String> CUSTOM = List.of("key", "knownEvents", "customEvents", "partitions");
    private static final Duration RETENTION = Duration.ofDays(90);
    private static final Map<String, Duration> UNITS =
            Map.of("h", Duration.ofHours(1), "d", Duration.ofDays(1), "y", Duration.ofDays(365));

    private final Problems problems;

    private EventContractFiles(Problems problems) {
        this.problems = problems;
    }

    /** The streams among a folder's contracts, in the order of their files' names. What is wrong becomes a problem. */
    public static List<EventContract> read(Path directory, Problems problems) {
        EventContractFiles reading = new EventContractFiles(problems);
        List<EventContract> contracts = new ArrayList<>();
        // That a folder or a file cannot be read at all is said where the tables' contracts are read.
        for (Path file : ContractFiles.files(directory, new Problems())) {
            if (isStream(file)) {
                int before = problems.all().size();
                YamlMap.read(file, problems)
                        .map(reading::contract)
                        .filter(contract -> problems.all().size() == before)
                        .ifPresent(contracts::add);
            }
        }
        return List.copyOf(contracts);
    }

    /** Whether a contract is one of a stream and not of a table. */
    static boolean isStream(Path file) {
        return YamlMap.read(file, new Problems())
                .map(root -> root.maps("schema").stream()
                        .anyMatch(schema -> schema.text("physicalType", "").equals(STREAM)))
                .orElse(false);
    }

    private EventContract contract(YamlMap root) {
        ContractFiles.KNOWN_BUT_UNUSED.forEach(root::has);
        List.of("apiVersion", "kind", "status").forEach(root::requiredText);
        root.optionalText("name");
        String id = root.requiredText("id");
        String version = root.requiredText("version");
        String purpose = ContractFiles.purpose(root);
        Duration retention = retention(root);
        List<YamlMap> schemas = root.maps("schema");
        root.nothingElse();
        if (schemas.size() != 1) {
            problems.add(
                    root.placeOf("schema"),
                    "The contract describes " + schemas.size() + " streams.",
                    "Describe exactly one below `schema`, and each further one in a file of its own.");
        }
        return stream(schemas.get(0), id, version, purpose, retention);
    }

    private EventContract stream(YamlMap schema, String id, String version, String purpose, Duration retention) {
        ContractFiles.KNOWN_OF_A_SCHEMA.forEach(schema::has);
        schema.text("logicalType", "");
        schema.text("physicalType", "");
        schema.text("physicalName", "");
        List<EventField> fields = new EventFieldReading(problems).fields(schema);
        Custom custom = custom(schema, fields);
        EventContract contract = new EventContract(
                schema.requiredText("name"),
                id,
                version,
                fields,
                custom.key(),
                custom.kinds(),
                custom.customEvents(),
                retention,
                custom.partitions(),
                schema.text("description", purpose),
                schema.place());
        schema.nothingElse();
        return contract;
    }

    private record Custom(List<String> key, List<EventKind> kinds, boolean customEvents, OptionalInt partitions) {}

    private Custom custom(YamlMap schema, List<EventField> fields) {
        Map<String, YamlMap> given = schema.maps("customProperties").stream()
                .collect(Collectors.toMap(
                        map -> map.requiredText("property"), Function.identity(), (one, other) -> one));
        List<String> key = property(given, "key", map -> map.texts("value")).orElse(List.of());
        List<EventKind> kinds = property(given, "knownEvents", map -> map.maps("value")).orElse(List.of()).stream()
                .map(map -> kind(map, fields))
                .toList();
        judgeNames(schema, kinds);
        boolean customEvents = property(given, "customEvents", map -> map.choice("value", CustomEvents.class, null))
                .filter(CustomEvents.ACCEPTED::equals)
                .isPresent();
        long partitions =
                property(given, "partitions", map -> map.whole("value", 0)).orElse(0L);
        given.forEach((name, map) -> {
            if (!CUSTOM.contains(name)) {
                problems.add(
                        map.place(),
                        "The custom property `" + name + "` is not known here.",
                        Nearest.of(name, CUSTOM)
                                .map(near -> "Did you mean `" + near + "`?")
                                .orElse("Known: " + String.join(", ", CUSTOM) + "."));
            }
            map.has("value");
            map.has("id");
            map.has("description");
            map.nothingElse();
        });
        judgeKey(schema, key, fields);
        return new Custom(
                key, kinds, customEvents, partitions > 0 ? OptionalInt.of((int) partitions) : OptionalInt.empty());
    }

    private enum CustomEvents {
        ACCEPTED,
        REJECTED
    }

    private static <T> Optional<T> property(Map<String, YamlMap> given, String name, Function<YamlMap, T> reading) {
        return Optional.ofNullable(given.get(name)).map(reading);
    }

    private void judgeKey(YamlMap schema, List<String> key, List<EventField> fields) {
        List<String> names = fields.stream().map(EventField::name).toList();
        if (key.isEmpty() || !names.containsAll(key)) {
            problems.add(
                    schema.placeOf("customProperties"),
                    "The stream does not say whose its events are.",
                    "Add the custom property `key` with names of fields, such as [userId, anonymousId].");
        }
    }

    private void judgeNames(YamlMap schema, List<EventKind> kinds) {
        Set<String> names = new HashSet<>();
        kinds.stream()
                .flatMap(kind -> Stream.concat(Stream.of(kind.name()), kind.aliases().stream()))
                .filter(name -> !names.add(name))
                .forEach(name -> problems.add(
                        schema.placeOf("customProperties"),
                        "The name `" + name + "` stands for two events.",
                        "Keep it with one of the two."));
    }

    private EventKind kind(YamlMap map, List<EventField> fields) {
        List<List<String>> requires = map.texts("requires").stream()
                .map(one -> List.of(one.strip().split("\\s*\\|\\s*")))
                .toList();
        List<String> known = fields.stream()
                .filter(EventField.Group.class::isInstance)
                .map(EventField.Group.class::cast)
                .filter(group -> group.name().equals(EventCheck.PROPERTIES))
                .flatMap(group -> group.fields().stream())
                .map(EventField::name)
                .toList();
        requires.stream()
                .flatMap(List::stream)
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(
                        map.placeOf("requires"),
                        "The event requires the property `" + name + "`, which the contract does not have.",
                        "Write names of the fields below `properties`, several of which one is enough as `a | b`."));
        EventKind kind = new EventKind(map.requiredText("name"), map.texts("aliases"), requires);
        map.has("description");
        map.nothingElse();
        return kind;
    }

    private Duration retention(YamlMap root) {
        Duration retention = RETENTION;
        for (YamlMap level : root.maps("slaProperties")) {
            if (level.text("property", "").equals("retention")) {
                Duration unit = UNITS.get(level.text("unit", "d"));
                long amount = level.whole("value", 0);
                if (unit == null || amount < 1) {
                    problems.add(
                            level.place(),
                            "How long events are kept cannot be read.",
                            "Write `value` as a number from 1 on and `unit` as one of h, d, y.");
                } else {
                    retention = unit.multipliedBy(amount);
                }
            }
        }
        return retention;
    }
}
