package shopstream.recommender.placements;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.recommender.declared.ProductTable;

/** Reads one placement from its file, whose name is the placement's. */
final class PlacementFile {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final int PRODUCTS = 4;

    private PlacementFile() {}

    /** What the placement of a file is called. */
    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    /**
     * The placement.
     *
     * @param table what is known of products
     * @param zone whose days those of rules are
     * @param problems where it says what is wrong, as well
     */
    static Placement read(Path file, YamlMap yaml, ProductTable table, ZoneId zone, Problems problems) {
        String name = name(file);
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    yaml.place(),
                    "`" + name + "` cannot be the name of a placement.",
                    "Name the file with letters, digits, _ and -.");
        }
        SelectionReading selections = new SelectionReading(table, problems);
        RuleReading rules = new RuleReading(selections, zone, problems);
        Optional<Selection> only = yaml.map("only").map(selections::read);
        List<Rule> read = yaml.maps("rules").stream()
                .flatMap(rule -> rules.read(rule).stream())
                .toList();
        Placement placement = new Placement(
                name,
                shows(yaml, problems),
                yaml.optionalText("description"),
                products(yaml, problems),
                recommender(yaml, problems),
                only,
                read,
                yaml.place());
        yaml.nothingElse();
        return placement;
    }

    private static Purpose shows(YamlMap yaml, Problems problems) {
        if (!yaml.has("shows")) {
            problems.add(
                    yaml.place(),
                    "Nothing says what the placement shows.",
                    "Add `shows:` with one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Purpose.values())
                                            .map(Purpose::word)
                                            .toList())
                            + ".");
        }
        return yaml.choice("shows", Purpose.class, Purpose.FOR_YOU);
    }

    private static Optional<String> recommender(YamlMap yaml, Problems problems) {
        Optional<String> recommender = yaml.optionalText("recommender");
        if (recommender.isPresent() && yaml.choice("shows", Purpose.class, Purpose.FOR_YOU) != Purpose.FOR_YOU) {
            problems.add(
                    yaml.placeOf("recommender"),
                    "The recommender `" + recommender.get() + "` is not asked for what the placement shows.",
                    "Write `shows: " + Purpose.FOR_YOU.word() + "`, or take `recommender:` out.");
        }
        return recommender;
    }

    private static int products(YamlMap yaml, Problems problems) {
        long products = yaml.whole("products", PRODUCTS);
        if (products < 1 || products > Placements.MOST_PRODUCTS) {
            problems.add(
                    yaml.placeOf("products"),
                    "A placement of " + products + " products cannot be asked for.",
                    "Write a number from 1 to " + Placements.MOST_PRODUCTS + ".");
        }
        return (int) products;
    }
}
