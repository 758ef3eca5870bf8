package shopstream.contracts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/** Tells a column's type from its logical type, and its width from its physical type. */
final class ColumnTypes {
    private static final List<String> LOGICAL = List.of("string", "integer", "number", "date", "timestamp", "boolean");
    private final Problems problems;

    ColumnTypes(Problems problems) {
        this.problems = problems;
    }

    ColumnType read(YamlMap property, Optional<YamlMap> options) {
        String logical = property.requiredText("logicalType");
        String physical =
                property.text("physicalType", "").toLowerCase(Locale.ROOT).strip();
        Optional<PhysicalType> width = PhysicalType.of(physical);
        if (!physical.isEmpty() && width.isEmpty()) {
            problems.add(
                    property.placeOf("physicalType"),
                    "The physical type `" + physical + "` cannot be read.",
                    "Write it as varchar(50), decimal(10,2), int, date or datetime.");
            return new ColumnType.Flag();
        }
        return switch (logical) {
            case "string" ->
                new ColumnType.Text(width.map(PhysicalType::textWidth).orElse(Integer.MAX_VALUE));
            case "integer" -> new ColumnType.Whole(bits(width, options));
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

    private static int bits(Optional<PhysicalType> width, Optional<YamlMap> options) {
        Optional<String> format =
                options.flatMap(map -> map.optionalText("format")).filter(text -> text.matches("[iu](8|16|32|64)"));
        if (format.isPresent()) {
            int bits = Integer.parseInt(format.get().substring(1));
            return format.get().startsWith("u") ? Math.min(64, bits * 2) : bits;
        }
        return width.map(PhysicalType::bits).orElse(64);
    }

    private ColumnType decimal(YamlMap property, String physical, Optional<PhysicalType> width) {
        if (width.isEmpty() || width.get().first().isEmpty()) {
            problems.add(
                    property.placeOf("physicalType"),
                    "A number needs to say how many digits it has.",
                    "Add `physicalType: decimal(10,2)` with its digits in all and after the point.");
            return new ColumnType.Decimal(38, 0);
        }
        int precision = width.get().first().getAsInt();
        int scale = width.get().second().orElse(0);
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
    private int fraction(YamlMap property, String physical, Optional<PhysicalType> width) {
        int fraction = width.map(type -> type.first().orElse(6)).orElse(6);
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
