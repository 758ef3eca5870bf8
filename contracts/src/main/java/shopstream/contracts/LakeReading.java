package shopstream.contracts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shopstream.contracts.LakeTable.Division;
import shopstream.contracts.LakeTable.Partition;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/**
 * Reads from a contract whether its dataset goes to the lake: the custom property {@code lake}, and of the columns the
 * standard's {@code partitioned} and {@code partitionKeyPosition} with a custom property {@code partitionTransform}.
 */
final class LakeReading {
    private static final String HISTORY = "history";
    private static final Pattern TRANSFORM = Pattern.compile("([a-z]+)(?:\\[(\\d{1,9})])?");
    private static final String TRANSFORMS = "Write one of " + transforms() + ".";

    private final Problems problems;

    LakeReading(Problems problems) {
        this.problems = problems;
    }

    private static String transforms() {
        return Arrays.stream(Division.values())
                .map(division -> division.name().toLowerCase(Locale.ROOT) + (division.hasWidth() ? "[16]" : ""))
                .collect(Collectors.joining(", "));
    }

    private record Placed(long position, Partition partition) {}

    Optional<LakeTable> read(YamlMap schema, Map<String, String> custom, List<Column> columns) {
        List<Placed> placed = new ArrayList<>();
        for (YamlMap property : schema.maps("properties")) {
            boolean partitioned = property.flag("partitioned", false);
            long position = property.whole("partitionKeyPosition", placed.size() + 1);
            String transform = ContractFiles.custom(property).getOrDefault("partitionTransform", "identity");
            if (partitioned) {
                String name = property.text("name", "");
                columns.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .flatMap(column -> partition(property, column, transform))
                        .ifPresent(partition -> placed.add(new Placed(position, partition)));
            }
        }
        String kept = custom.get("lake");
        if (kept == null) {
            return Optional.empty();
        }
        if (!kept.equals(HISTORY)) {
            problems.add(
                    schema.placeOf("customProperties"),
                    "The property lake has the value `" + kept + "`.",
                    "Write `" + HISTORY
                            + "`: every version of every row is kept. Leave the property out where nothing is.");
            return Optional.empty();
        }
        columns.stream()
                .filter(column -> column.keyPosition() > 0 && column.personal())
                .findFirst()
                .ifPresent(column -> problems.add(
                        schema.placeOf("customProperties"),
                        "The key column `" + column.name() + "` is personal, and stays out of the lake, which could not"
                                + " tell the rows apart without it.",
                        "Leave the property lake out, or give the dataset a key that says nothing of a person."));
        placed.sort(Comparator.comparingLong(Placed::position));
        return Optional.of(new LakeTable(placed.stream().map(Placed::partition).toList()));
    }

    private Optional<Partition> partition(YamlMap property, Column column, String transform) {
        Matcher matched = TRANSFORM.matcher(transform);
        Optional<Division> division = matched.matches()
                ? Arrays.stream(Division.values())
                        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(matched.group(1)))
                        .filter(each -> each.hasWidth() == (matched.group(2) != null))
                        .findFirst()
                : Optional.empty();
        if (division.isEmpty()) {
            problem(property, "The partitionTransform of `" + column.name() + "` is `" + transform + "`.", TRANSFORMS);
            return Optional.empty();
        }
        OptionalInt width =
                matched.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matched.group(2)));
        if (width.isPresent() && width.getAsInt() == 0) {
            problem(property, "The partitionTransform of `" + column.name() + "` is `" + transform + "`.", TRANSFORMS);
        } else if (!division.get().suits(column.type())) {
            problem(
                    property,
                    "The column `" + column.name() + "` cannot be divided by `" + transform + "`: "
                            + "its values are of another kind.",
                    "Years, months and days are of dates and times, hours of times; bucket[16] suits everything.");
        } else if (column.personal()) {
            problem(
                    property,
                    "The column `" + column.name() + "` is personal and divides the files of the lake.",
                    "Divide them by another column: what is personal stays out of the lake.");
        } else {
            return Optional.of(new Partition(column.name(), division.get(), width));
        }
        return Optional.empty();
    }

    private void problem(YamlMap property, String what, String next) {
        problems.add(property.placeOf("partitioned"), what, next);
    }
}
