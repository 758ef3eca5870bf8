package shopstream.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/**
 * Reads contracts from files of the <a href="https://bitol-io.github.io/open-data-contract-standard/">Open Data
 * Contract Standard</a>, version 3. One file describes one table; those that describe a stream of events are left to
 * {@link EventContractFiles}. Of the standard's keys, those about ownership,
 * servers, price and the like are known but not used.
 */
public final class ContractFiles {
    static final List<String> KNOWN_BUT_UNUSED = List.of(
            "tenant",
            "domain",
            "dataProduct",
            "tags",
            "servers",
            "support",
            "price",
            "team",
            "roles",
            "slaProperties",
            "slaDefaultElement",
            "authoritativeDefinitions",
            "contractCreatedTs");
    static final List<String> KNOWN_OF_A_SCHEMA = List.of(
            "id",
            "businessName",
            "dataGranularityDescription",
            "tags",
            "authoritativeDefinitions",
            "relationships",
            "quality");
    private static final List<String> KNOWN_OF_A_DESCRIPTION =
            List.of("purpose", "usage", "limitations", "authoritativeDefinitions", "customProperties");

    /** What a topic's name may hold, less the dot that separates its parts. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final Problems problems;

    private ContractFiles(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads every {@code .yaml} and {@code .yml} file of a folder, in the order of their names. A contract with problems
     * is left out, and the problems say why.
     */
    public static List<Contract> read(Path directory, Problems problems) {
        ContractFiles reading = new ContractFiles(problems);
        List<Contract> contracts = new ArrayList<>();
        Map<String, Place> names = new HashMap<>();
        for (Path file : files(directory, problems)) {
            reading.contract(file).ifPresent(contract -> {
                Place earlier = names.putIfAbsent(contract.dataset(), contract.place());
                if (earlier == null) {
                    contracts.add(contract);
                } else {
                    problems.add(
                            contract.place(),
                            "The dataset `" + contract.dataset() + "` has a contract already, in " + earlier + ".",
                            "Remove one of the two, or give it another name.");
                }
            });
        }
        return List.copyOf(contracts);
    }

    /** A folder's contracts, those of tables and of streams. */
    static List<Path> files(Path directory, Problems problems) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            problems.add(
                    new Place(directory, 1),
                    "The folder of contracts cannot be read: " + missing.getMessage() + ".",
                    "Create it, or correct the path that leads to it.");
            return List.of();
        }
    }

    private Optional<Contract> contract(Path file) {
        int before = problems.all().size();
        Optional<Contract> contract = EventContractFiles.isStream(file)
                ? Optional.empty()
                : YamlMap.read(file, problems).flatMap(this::contract);
        return problems.all().size() == before ? contract : Optional.empty();
    }

    private Optional<Contract> contract(YamlMap root) {
        KNOWN_BUT_UNUSED.forEach(root::has);
        if (!root.requiredText("apiVersion").matches("v3\\.\\d+\\.\\d+|")) {
            problems.add(
                    root.placeOf("apiVersion"),
                    "The contract is written in version `" + root.text("apiVersion", "") + "` of the standard.",
                    "Write it in version v3.1.0 of the Open Data Contract Standard.");
        }
        if (!root.requiredText("kind").matches("DataContract|")) {
            problems.add(
                    root.placeOf("kind"),
                    "The kind is `" + root.text("kind", "") + "`.",
                    "Write `kind: DataContract`, the only kind there is.");
        }
        String id = root.requiredText("id");
        String version = root.requiredText("version");
        root.requiredText("status");
        root.optionalText("name");
        String purpose = purpose(root);
        Map<String, String> custom = custom(root);
        List<YamlMap> schemas = root.maps("schema");
        root.nothingElse();
        if (schemas.size() != 1) {
            problems.add(
                    root.placeOf("schema"),
                    "The contract describes " + schemas.size() + " tables.",
                    "Describe exactly one table below `schema`, and each further one in a file of its own.");
            return Optional.empty();
        }
        return Optional.of(table(schemas.get(0), id, version, purpose, custom));
    }

    private Contract table(YamlMap schema, String id, String version, String purpose, Map<String, String> outer) {
        KNOWN_OF_A_SCHEMA.forEach(schema::has);
        String dataset = schema.requiredText("name");
        if (!dataset.isEmpty() && !NAME.matcher(dataset).matches()) {
            problems.add(
                    schema.placeOf("name"),
                    "The dataset's name `" + dataset + "` cannot name a topic.",
                    "Use letters, digits, - and _ only.");
        }
        expect(schema, "logicalType", "object");
        expect(schema, "physicalType", "table");
        Map<String, String> custom = new HashMap<>(outer);
        custom.putAll(custom(schema));
        ColumnReading columnReading = new ColumnReading(problems);
        List<Column> columns = columnReading.columns(schema);
        Contract contract = new Contract(
                dataset,
                id,
                version,
                schema.text("physicalName", dataset),
                columns,
                zone(schema, custom),
                Optional.empty(),
                partitions(schema, custom),
                new LakeReading(problems).read(schema, custom, columns),
                schema.text("description", purpose),
                schema.place());
        schema.nothingElse();
        judge(contract, schema);
        return contract;
    }

    private void judge(Contract contract, YamlMap schema) {
        if (contract.columns().isEmpty()) {
            problems.add(schema.place(), "The table has no columns.", "List them below `properties`.");
        } else if (contract.key().isEmpty()) {
            problems.add(
                    schema.placeOf("properties"),
                    "The table `" + contract.dataset() + "` has no primary key.",
                    "Mark its columns with `primaryKey: true` and `primaryKeyPosition`.");
        }
        Set<String> names = new HashSet<>();
        Set<Integer> positions = new HashSet<>();
        for (Column column : contract.columns()) {
            if (!names.add(column.name())) {
                problems.add(
                        column.place(),
                        "The column `" + column.name() + "` is described a second time.",
                        "Keep one of the two.");
            }
            if (column.keyPosition() > 0 && !positions.add(column.keyPosition())) {
                problems.add(
                        column.place(),
                        "Two columns have the position " + column.keyPosition() + " in the primary key.",
                        "Number them with `primaryKeyPosition` from 1.");
            }
        }
    }

    private void expect(YamlMap map, String key, String expected) {
        String found = map.text(key, expected);
        if (!found.equals(expected)) {
            problems.add(
                    map.placeOf(key),
                    "The key `" + key + "` has the value `" + found + "`.",
                    "Write `" + key + ": " + expected + "`: contracts describe tables, for the present.");
        }
    }

    static String purpose(YamlMap root) {
        Optional<YamlMap> description = root.map("description");
        String purpose = description.map(map -> map.text("purpose", "")).orElse("");
        description.ifPresent(map -> {
            KNOWN_OF_A_DESCRIPTION.forEach(map::has);
            map.nothingElse();
        });
        return purpose;
    }

    /** A map's custom properties, by name. */
    static Map<String, String> custom(YamlMap map) {
        Map<String, String> custom = new HashMap<>();
        for (YamlMap entry : map.maps("customProperties")) {
            custom.put(entry.requiredText("property"), entry.text("value", ""));
            entry.has("id");
            entry.has("description");
            entry.nothingElse();
        }
        return custom;
    }

    private Optional<ZoneId> zone(YamlMap schema, Map<String, String> custom) {
        String zone = custom.get("zone");
        try {
            return Optional.ofNullable(zone).map(ZoneId::of);
        } catch (DateTimeException unknown) {
            problems.add(
                    schema.placeOf("customProperties"),
                    "The zone `" + zone + "` is not known.",
                    "Write a name such as Europe/Berlin or UTC.");
            return Optional.empty();
        }
    }

    private OptionalInt partitions(YamlMap schema, Map<String, String> custom) {
        String partitions = custom.get("partitions");
        if (partitions == null) {
            return OptionalInt.empty();
        }
        if (!partitions.matches("[1-9]\\d{0,3}")) {
            problems.add(
                    schema.placeOf("customProperties"),
                    "The number of partitions is `" + partitions + "`.",
                    "Write a whole number from 1 to 9999.");
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(partitions));
    }
}
