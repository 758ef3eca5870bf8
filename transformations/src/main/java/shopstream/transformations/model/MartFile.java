package shopstream.transformations.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.eventlog.Reference;

/** Reads the YAML beside a mart's SELECT. */
final class MartFile {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(200);

    private MartFile() {}

    static Optional<Mart> read(String name, SqlFile sql, List<InputTable> inputs, Problems problems) {
        Path file = sql.path().resolveSibling(name + ".yaml");
        if (!Files.exists(file)) {
            problems.add(
                    sql.at(1),
                    "The mart " + name + " has no description",
                    "Write " + file.getFileName() + " beside it, with description, key and columns");
            return Optional.empty();
        }
        return YamlMap.read(file, problems).flatMap(yaml -> read(name, sql, yaml, inputs, problems));
    }

    private static Optional<Mart> read(
            String name, SqlFile sql, YamlMap yaml, List<InputTable> inputs, Problems problems) {
        int before = problems.all().size();
        String description = yaml.requiredText("description");
        List<String> key = yaml.texts("key");
        List<ModelColumn> columns = columns(yaml, problems);
        List<Reference> references = references(yaml);
        Delivery delivery = yaml.choice("delivery", Delivery.class, Delivery.EXACTLY_ONCE);
        Duration interval = yaml.duration("checkpointInterval", CHECKPOINT_INTERVAL);
        long parallelism = yaml.whole("parallelism", 1);
        Optional<String> materializer = accepted(yaml);
        List<ModelTest> tests = ModelTestFile.read(yaml, inputs, columns, problems);
        boolean keptInLake = keptInLake(yaml, columns, problems);
        yaml.nothingElse();
        if (parallelism < 1 || parallelism > 64) {
            problems.add(yaml.placeOf("parallelism"), "Parallelism " + parallelism + " is not 1 to 64", "Take 1");
        }
        if (interval.toMillis() < 10) {
            problems.add(
                    yaml.placeOf("checkpointInterval"),
                    "A checkpoint every " + interval.toMillis() + " ms is more than a machine bears",
                    "Take 200ms");
        }
        List<String> names = columns.stream().map(ModelColumn::name).toList();
        if (key.isEmpty()) {
            problems.add(
                    yaml.place(),
                    "The mart " + name + " has no key",
                    "Name the columns that tell its rows apart: key: [order_number]");
        }
        for (String column : key) {
            known(column, names, yaml.placeOf("key"), problems);
        }
        for (Reference reference : references) {
            known(reference.column(), names, yaml.placeOf("references"), problems);
        }
        return problems.all().size() > before
                ? Optional.empty()
                : Optional.of(new Mart(
                        name,
                        description,
                        sql,
                        key,
                        columns,
                        references,
                        delivery,
                        interval,
                        (int) parallelism,
                        materializer,
                        tests,
                        keptInLake,
                        yaml.place()));
    }

    private static boolean keptInLake(YamlMap yaml, List<ModelColumn> columns, Problems problems) {
        Optional<String> kept = yaml.optionalText("lake");
        if (kept.isPresent() && !kept.get().equals("history")) {
            problems.add(
                    yaml.placeOf("lake"),
                    "The lake keeps no `" + kept.get() + "` of a mart",
                    "Write `lake: history`: every version of every row is kept. Leave it out where nothing is");
        }
        if (kept.isPresent()) {
            columns.stream()
                    .filter(column -> column.type().text().equals("DOUBLE"))
                    .forEach(column -> problems.add(
                            column.place(),
                            "The lake keeps no DOUBLE, as " + column.name() + " is",
                            "Declare it as DECIMAL(p,s), and cast it so in the SELECT"));
        }
        return kept.isPresent();
    }

    private static List<ModelColumn> columns(YamlMap yaml, Problems problems) {
        List<ModelColumn> columns = new ArrayList<>();
        for (YamlMap entry : yaml.maps("columns")) {
            String name = entry.requiredText("name");
            String type = entry.requiredText("type");
            String description = entry.requiredText("description");
            entry.nothingElse();
            SqlType.parse(type)
                    .ifPresentOrElse(
                            known -> columns.add(new ModelColumn(name, known, description, entry.place())),
                            () -> problems.add(
                                    entry.placeOf("type"),
                                    "Unknown type " + type + " of column " + name,
                                    "Use one of " + String.join(", ", SqlType.KNOWN)));
        }
        if (columns.isEmpty()) {
            problems.add(yaml.placeOf("columns"), "The mart declares no columns", "List them: name, type, description");
        }
        return columns;
    }

    private static List<Reference> references(YamlMap yaml) {
        List<Reference> references = new ArrayList<>();
        for (YamlMap entry : yaml.maps("references")) {
            references.add(new Reference(
                    entry.requiredText("column"), entry.requiredText("mart"), entry.requiredText("targetColumn")));
            entry.nothingElse();
        }
        return references;
    }

    private static Optional<String> accepted(YamlMap yaml) {
        Optional<YamlMap> accepts = yaml.map("accepts");
        Optional<String> reason = accepts.flatMap(map -> map.optionalText("materializer"));
        accepts.ifPresent(YamlMap::nothingElse);
        return reason;
    }

    static boolean known(String column, List<String> names, Place place, Problems problems) {
        if (names.contains(column)) {
            return true;
        }
        problems.add(
                place,
                "Unknown column " + column,
                Nearest.of(column, names)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("Known are " + String.join(", ", names)));
        return false;
    }
}
