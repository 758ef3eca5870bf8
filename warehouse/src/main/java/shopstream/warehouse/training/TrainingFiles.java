package shopstream.warehouse.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/** Reads the folder of training sets: a SELECT in {@code NAME.sql}, and what it gives in {@code NAME.yaml} beside it. */
public final class TrainingFiles {
    private static final Pattern TYPE = Pattern.compile(
            "(smallint|int|integer|bigint|double|boolean|date|timestamp|varchar|varchar\\(\\d+\\)|decimal\\(\\d+, ?\\d+\\))");
    private static final List<String> COMPRESSIONS = List.of("snappy", "zstd");

    private final Problems problems;

    private TrainingFiles(Problems problems) {
        this.problems = problems;
    }

    /** The sets of a folder, by name; none where there is no such folder. One with problems is left out. */
    public static List<TrainingSet> read(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        TrainingFiles reading = new TrainingFiles(problems);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .flatMap(file -> reading.set(file).stream())
                    .toList();
        } catch (IOException e) {
            problems.add(
                    new Place(folder, 1),
                    "The folder of training sets cannot be read: " + e.getMessage() + ".",
                    "Check its permissions.");
            return List.of();
        }
    }

    private Optional<TrainingSet> set(Path sql) {
        String name = sql.getFileName().toString().replaceFirst("\\.sql$", "");
        Path yaml = sql.resolveSibling(name + ".yaml");
        if (!Files.exists(yaml)) {
            problems.add(
                    new Place(sql, 1),
                    "The training set " + name + " has no description.",
                    "Write " + yaml.getFileName() + " beside it, with description and columns.");
            return Optional.empty();
        }
        int before = problems.all().size();
        Optional<TrainingSet> set = YamlMap.read(yaml, problems).map(map -> set(name, sql, map));
        return problems.all().size() == before ? set : Optional.empty();
    }

    private TrainingSet set(String name, Path sql, YamlMap yaml) {
        TrainingSet set = new TrainingSet(
                name,
                yaml.requiredText("description"),
                text(sql),
                columns(yaml),
                yaml.texts("key"),
                yaml.texts("partition"),
                yaml.text("compression", "snappy").toLowerCase(Locale.ROOT),
                yaml.place());
        yaml.nothingElse();
        known(set, yaml, "key", set.key());
        known(set, yaml, "partition", set.partitions());
        if (set.columns().isEmpty()) {
            problems.add(yaml.place(), "The training set " + name + " has no columns.", "List them below `columns`.");
        }
        if (!set.partitions().isEmpty()
                && set.partitions().size() == set.columns().size()) {
            problems.add(
                    yaml.placeOf("partition"),
                    "Every column of " + name + " divides its files, so that nothing is left to write into them.",
                    "Leave out one of them.");
        }
        if (!COMPRESSIONS.contains(set.compression())) {
            problems.add(
                    yaml.placeOf("compression"),
                    "The compression is `" + set.compression() + "`.",
                    "Write one of " + String.join(", ", COMPRESSIONS) + ".");
        }
        return set;
    }

    private void known(TrainingSet set, YamlMap yaml, String key, List<String> columns) {
        for (String column : columns) {
            if (set.column(column).isEmpty()) {
                problems.add(
                        yaml.placeOf(key),
                        "The " + key + " names `" + column + "`, which is no column of " + set.name() + ".",
                        "Its columns are "
                                + String.join(
                                        ", ",
                                        set.columns().stream()
                                                .map(TrainingSet.Column::name)
                                                .toList())
                                + ".");
            }
        }
    }

    private List<TrainingSet.Column> columns(YamlMap yaml) {
        List<TrainingSet.Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap map : yaml.maps("columns")) {
            TrainingSet.Column column = new TrainingSet.Column(
                    map.requiredText("name"),
                    map.requiredText("type").toLowerCase(Locale.ROOT),
                    map.flag("required", false),
                    map.text("description", ""));
            map.nothingElse();
            if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                problems.add(map.place(), "The column `" + column.name() + "` is there twice.", "Keep one of the two.");
            }
            if (!column.type().isEmpty() && !TYPE.matcher(column.type()).matches()) {
                problems.add(
                        map.placeOf("type"),
                        "The type of `" + column.name() + "` is `" + column.type() + "`.",
                        "Write smallint, int, bigint, decimal(10,2), double, boolean, date, timestamp or varchar(50).");
            }
            columns.add(column);
        }
        return columns;
    }

    private String text(Path sql) {
        try {
            String text = Files.readString(sql).strip();
            return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            problems.add(
                    new Place(sql, 1),
                    "The file " + sql.getFileName() + " cannot be read: " + e.getMessage() + ".",
                    "Check its permissions; it must be text in UTF-8.");
            return "";
        }
    }
}
