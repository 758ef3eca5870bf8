package shopstream.recommender.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/** Reads the recommenders of a shop's own, one file each, whose name is the recommender's. */
public final class OwnFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final String ENDING = "\\.ya?ml$";

    private final List<String> productColumns;
    private final List<String> customerColumns;
    private final Problems problems;

    private enum Kind {
        TWO_TOWERS,
        TABLE
    }

    /** @param productColumns what is known of products, and likewise of customers */
    public OwnFiles(List<String> productColumns, List<String> customerColumns, Problems problems) {
        this.productColumns = List.copyOf(productColumns);
        this.customerColumns = List.copyOf(customerColumns);
        this.problems = problems;
    }

    /** All of a folder, which need not be there, by their names. */
    public List<OwnDeclaration> readAll(Path folder) {
        try {
            return files(folder).stream().flatMap(file -> read(file).stream()).toList();
        } catch (IOException unreadable) {
            problems.add(
                    new Place(folder, 1),
                    "The recommenders cannot be read: " + unreadable.getMessage() + ".",
                    "Check the folder's rights.");
            return List.of();
        }
    }

    /** The names of all that a folder declares, whether or not they can be read. */
    public static List<String> names(Path folder) {
        try {
            return files(folder).stream().map(OwnFiles::name).toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*" + ENDING))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst(ENDING, "");
    }

    /** One; empty where its file has problems. */
    public Optional<OwnDeclaration> read(Path file) {
        int before = problems.all().size();
        Optional<OwnDeclaration> read = YamlMap.read(file, problems).map(yaml -> {
            String name = name(file);
            if (!NAME.matcher(name).matches()) {
                problems.add(
                        yaml.place(),
                        "`" + name + "` cannot be the name of a recommender.",
                        "Name the file with letters, digits, _ and -.");
            }
            return declaration(name, yaml);
        });
        return problems.all().size() == before ? read : Optional.empty();
    }

    private OwnDeclaration declaration(String name, YamlMap yaml) {
        yaml.requiredText("kind");
        Kind kind = yaml.choice("kind", Kind.class, Kind.TABLE);
        OwnDeclaration declaration = switch (kind) {
            case TWO_TOWERS -> twoTowers(name, yaml);
            case TABLE -> table(name, yaml);
        };
        yaml.nothingElse();
        return declaration;
    }

    private OwnDeclaration.TwoTowers twoTowers(String name, YamlMap yaml) {
        return new OwnDeclaration.TwoTowers(
                name,
                tower("user-tower", new TowerReading(true, customerColumns, problems), yaml),
                tower("item-tower", new TowerReading(false, productColumns, problems), yaml),
                yaml.choice("similarity", OwnDeclaration.Similarity.class, OwnDeclaration.Similarity.INNER_PRODUCT),
                yaml.place());
    }

    private TowerDeclaration tower(String key, TowerReading reading, YamlMap yaml) {
        Optional<YamlMap> tower = yaml.map(key);
        if (tower.isEmpty() && !yaml.has(key)) {
            problems.add(
                    yaml.place(),
                    "Of the two towers, the `" + key + "` is missing.",
                    "Add `" + key + ":` with `model:` and `inputs:`.");
        }
        return tower.map(reading::read)
                .orElseGet(() -> new TowerDeclaration(yaml.place().file(), List.of(), Optional.empty(), yaml.place()));
    }

    private OwnDeclaration.Table table(String name, YamlMap yaml) {
        Path file = yaml.path("file");
        if (yaml.has("file") && TableFormat.of(file).isEmpty()) {
            problems.add(
                    yaml.placeOf("file"),
                    "`" + file.getFileName() + "` is no table that can be read.",
                    "Write it as CSV with a header (.csv), or as one JSON object a line (.jsonl).");
        }
        Optional<OwnDeclaration.Order> score =
                yaml.optionalText("score").map(column -> new OwnDeclaration.Order(column, true));
        Optional<OwnDeclaration.Order> rank =
                yaml.optionalText("rank").map(column -> new OwnDeclaration.Order(column, false));
        if (score.isPresent() && rank.isPresent()) {
            problems.add(
                    yaml.placeOf("rank"),
                    "The table has a score and a rank.",
                    "Keep the one that it is to be ordered by.");
        }
        return new OwnDeclaration.Table(
                name,
                file,
                yaml.requiredText("customer"),
                yaml.requiredText("product"),
                score.or(() -> rank),
                yaml.place());
    }
}
