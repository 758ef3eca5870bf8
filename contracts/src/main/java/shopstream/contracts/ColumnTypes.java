package shopstream.contracts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/** Tells a column's type from its logical type, and its width from its physical type. */
final class ColumnTypes {
    private static final List<String> LOGICAL = List.of("string", "integer", "number", "date", "timestamp", "boolean");
    private static final Pattern PHYSICAL =
            Pattern.compile("([a-z][a-z ]*?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?(?: unsigned)?");

    /** Bits that hold every value of the type; an unsigned one needs the next size. */
    private static final Map<String, Integer> BITS =
            Map.of("tinyint", 8, "smallint", 16, "year", 16, "mediumint", 32, "int", 32, "integer", 32, "bigint", 64);

    private final Problems problems;

    ColumnTypes(Problems problems) {
        this.problems = problems;
    }

    ColumnType read(YamlMap property, Optional<YamlMap> options) {
        String logical = property.requiredText("logicalType");
        String physical =
                property.text("physicalType", "").toLowerCase(Locale.ROOT).strip();
        Matcher width = PHYSICAL.matcher(physical);
        if (!physical.isEmpty() && !width.matches()) {
            problems.add(
                    property.placeOf("physicalType"),
                    "The physical type `" + physical + "` cannot be read.",
                    "Write it as varchar(50), decimal(10,2), int, date or datetime.");
            return new ColumnType.Flag();
        }
        return switch (logical) {
            case "string" ->
                new ColumnType.Text(physical.isEmpty() ? Integer.MAX_VALUE : width(width, textWidth(width)));
            case "integer" -> new ColumnType.Whole(bits(physical, width, options));
            case "number" -> decimal(property, physical, width);
            case "date" -> new ColumnType.Day();
            case "timestamp" -> new ColumnType.Moment(fraction(property, physical, width));
            case "boolean" -> new ColumnType.Flag();
            case "" -> new ColumnType.Flag();
            default -> {
                problems.add(
                        property.placeOf("logicalType"),
                        "The logical type `" + logical + "` is not supported.",
                        Nearest.of(logical, LOGICAL)
                                .map(near -> "Did you mean `" + near + "`?")
                                .orElse("Write one of " + String.join(", ", LOGICAL) + "."));
                yield new ColumnType.Flag();
            }
        };
    }

    private static int textWidth(Matcher width) {
        return width.group(1).equals("char") ? 1 : Integer.MAX_VALUE;
    }

    private static int width(Matcher width, int otherwise) {
        return width.group(2) == null ? otherwise : Integer.parseInt(width.group(2));
    }

    private static int bits(String physical, Matcher width, Optional<YamlMap> options) {
        Optional<String> format =
                options.flatMap(map -> map.optionalText("format")).filter(text -> text.matches("[iu](8|16|32|64)"));
        if (format.isPresent()) {
            int bits = Integer.parseInt(format.get().substring(1));
            return format.get().startsWith("u") ? Math.min(64, bits * 2) : bits;
        }
        int bits = physical.isEmpty() ? 64 : BITS.getOrDefault(width.group(1).replace(" unsigned", ""), 64);
        return physical.endsWith("unsigned") ? Math.min(64, bits * 2) : bits;
    }

    private ColumnType decimal(YamlMap property, String physical, Matcher width) {
        if (physical.isEmpty() || width.group(2) == null) {
            problems.add(
                    property.placeOf("physicalType"),
                    "A number needs to say how many digits it has.",
                    "Add `physicalType: decimal(10,2)` with its digits in all and after the point.");
            return new ColumnType.Decimal(38, 0);
        }
        int precision = Integer.parseInt(width.group(2));
        int scale = width.group(3) == null ? 0 : Integer.parseInt(width.group(3));
        if (precision < 1 || precision > 38 || scale > precision) {
            problems.add(
                    property.placeOf("physicalType"),
                    "The physical type `" + physical + "` is not a possible decimal.",
                    "Use 1 to 38 digits in all, and no more after the point than in all.");
            return new ColumnType.Decimal(38, 0);
        }
        return new ColumnType.Decimal(precision, scale);
    }

    /** Without a stated fraction every source's times fit: microseconds are the finest that the log carries. */
    private int fraction(YamlMap property, String physical, Matcher width) {
        int fraction = physical.isEmpty() ? 6 : width(width, 6);
        if (fraction > 6) {
            problems.add(
                    property.placeOf("physicalType"),
                    "The physical type `" + physical + "` is finer than a microsecond.",
                    "Use at most 6 digits.");
            return 6;
        }
        return fraction;
    }
}
