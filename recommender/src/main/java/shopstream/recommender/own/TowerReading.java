package shopstream.recommender.own;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.recommender.own.TowerFeature.Kind;

/** Reads what a shop declares of one tower. */
final class TowerReading {
    private static final int LENGTH_MOST = 200;

    private final boolean ofUser;
    private final Kind withColumn;
    private final List<String> columns;
    private final Problems problems;

    /** @param columns those of the products, or of the customers where it is the user's tower */
    TowerReading(boolean ofUser, List<String> columns, Problems problems) {
        this.ofUser = ofUser;
        this.withColumn = ofUser ? Kind.CUSTOMER_COLUMN : Kind.PRODUCT_COLUMN;
        this.columns = columns;
        this.problems = problems;
    }

    TowerDeclaration read(YamlMap yaml) {
        if (!yaml.has("inputs")) {
            problems.add(
                    yaml.place(),
                    "Nothing says what the tower takes.",
                    "Add `inputs:` with the name of each of the model's inputs and its feature.");
        }
        List<TowerDeclaration.Input> inputs = yaml.namedMaps("inputs").entrySet().stream()
                .map(input -> input(input.getKey(), input.getValue()))
                .toList();
        TowerDeclaration tower =
                new TowerDeclaration(yaml.path("model"), inputs, yaml.optionalText("output"), yaml.place());
        yaml.nothingElse();
        return tower;
    }

    private TowerDeclaration.Input input(String name, YamlMap yaml) {
        TowerFeature feature = feature(yaml);
        Optional<Path> vocabulary = yaml.has("vocabulary") ? Optional.of(yaml.path("vocabulary")) : Optional.empty();
        TowerDeclaration.Input input = new TowerDeclaration.Input(
                name,
                feature,
                feature.isList() ? length(yaml) : Optional.empty(),
                !feature.isList()
                        || yaml.choice("order", ListOrder.class, ListOrder.NEWEST_LAST) == ListOrder.NEWEST_LAST,
                vocabulary,
                vocabulary.isPresent() ? yaml.whole("first", 1) : 1,
                yaml.optionalText("missing"),
                yaml.place());
        yaml.nothingElse();
        return input;
    }

    private enum ListOrder {
        NEWEST_LAST,
        NEWEST_FIRST
    }

    private Optional<Integer> length(YamlMap yaml) {
        if (!yaml.has("length")) {
            return Optional.empty();
        }
        long length = yaml.whole("length", 1);
        if (length < 1 || length > LENGTH_MOST) {
            problems.add(
                    yaml.placeOf("length"),
                    "A list of " + length + " values cannot be given.",
                    "Write a number from 1 to " + LENGTH_MOST + ".");
            return Optional.empty();
        }
        return Optional.of((int) length);
    }

    private TowerFeature feature(YamlMap yaml) {
        String word = yaml.requiredText("feature");
        for (Kind kind : kinds().toList()) {
            if (kind.takesColumn() ? word.startsWith(kind.word()) : word.equals(kind.word())) {
                String column = word.substring(kind.word().length());
                if (kind.takesColumn()) {
                    checkColumn(column, yaml);
                }
                return new TowerFeature(kind, column);
            }
        }
        if (!word.isBlank()) {
            List<String> known = Stream.concat(
                            kinds().filter(kind -> !kind.takesColumn()).map(Kind::word),
                            columns.stream().map(column -> withColumn.word() + column))
                    .toList();
            problems.add(
                    yaml.placeOf("feature"),
                    "The " + (ofUser ? "user" : "item") + " tower has no feature `" + word + "`" + meant(word, known),
                    "Write one of " + String.join(", ", known) + ".");
        }
        return new TowerFeature(ofUser ? Kind.CUSTOMER_ID : Kind.PRODUCT_ID, "");
    }

    private Stream<Kind> kinds() {
        return Arrays.stream(Kind.values()).filter(kind -> kind.isOfUser() == ofUser);
    }

    private void checkColumn(String column, YamlMap yaml) {
        if (!columns.contains(column)) {
            String of = ofUser ? "customers" : "products";
            problems.add(
                    yaml.placeOf("feature"),
                    "The " + of + " have no column `" + column + "`" + meant(column, columns),
                    columns.isEmpty()
                            ? "Nothing is known of " + of + " but their ids here: take "
                                    + kindOfId().word() + ", or say" + " where their columns are."
                            : "They have " + String.join(", ", columns) + ".");
        }
    }

    private Kind kindOfId() {
        return ofUser ? Kind.CUSTOMER_ID : Kind.PRODUCT_ID;
    }

    static String meant(String word, Collection<String> known) {
        return Nearest.of(word, known)
                .map(near -> ". Did you mean `" + near + "`?")
                .orElse(".");
    }
}
