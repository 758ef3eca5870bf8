package shopstream.contracts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/**
 * Reads the properties of a contract's table. A rule on single values that the check would not enforce is a problem,
 * never ignored; those on whole tables (uniqueness, most quality measures) are known, but not judged row by row.
 */
final class ColumnReading {
    private static final List<String> KNOWN_BUT_UNUSED = List.of(
            "id",
            "businessName",
            "tags",
            "unique",
            "partitioned",
            "partitionKeyPosition",
            "encryptedName",
            "transformSourceObjects",
            "transformLogic",
            "transformDescription",
            "examples",
            "criticalDataElement",
            "relationships",
            "authoritativeDefinitions",
            "customProperties");

    private final Problems problems;
    private final ColumnTypes types;

    ColumnReading(Problems problems) {
        this.problems = problems;
        this.types = new ColumnTypes(problems);
    }

    List<Column> columns(YamlMap schema) {
        List<Column> columns = new ArrayList<>();
        int keys = 0;
        for (YamlMap property : schema.maps("properties")) {
            boolean key = property.flag("primaryKey", false);
            keys += key ? 1 : 0;
            columns.add(column(property, key ? (int) property.whole("primaryKeyPosition", keys) : 0));
        }
        return columns;
    }

    /** @param keyPosition 0 where it is not part of a key */
    Column column(YamlMap property, int keyPosition) {
        KNOWN_BUT_UNUSED.forEach(property::has);
        property.has("primaryKeyPosition");
        String name = property.requiredText("name");
        Optional<YamlMap> options = property.map("logicalTypeOptions");
        ColumnType type = types.read(property, options);
        Rules rules = rules(property, options, type);
        Column column = new Column(
                name,
                property.text("physicalName", name),
                type,
                property.flag("required", false) || keyPosition > 0,
                keyPosition,
                rules,
                property.text("description", ""),
                property.optionalText("classification"),
                property.place());
        property.nothingElse();
        return column;
    }

    private Rules rules(YamlMap property, Optional<YamlMap> options, ColumnType type) {
        Set<String> allowed = allowed(property);
        if (options.isEmpty()) {
            Rules none = Rules.NONE;
            return allowed.isEmpty() ? none : withAllowed(allowed);
        }
        YamlMap map = options.get();
        boolean numeric = type instanceof ColumnType.Whole || type instanceof ColumnType.Decimal;
        boolean text = type instanceof ColumnType.Text;
        Optional<BigDecimal> minimum = numeric ? map.optionalDecimal("minimum") : Optional.empty();
        Optional<BigDecimal> above = numeric ? map.optionalDecimal("exclusiveMinimum") : Optional.empty();
        Optional<BigDecimal> maximum = numeric ? map.optionalDecimal("maximum") : Optional.empty();
        Optional<BigDecimal> below = numeric ? map.optionalDecimal("exclusiveMaximum") : Optional.empty();
        both(map, "minimum", "exclusiveMinimum", minimum, above);
        both(map, "maximum", "exclusiveMaximum", maximum, below);
        Rules rules = new Rules(
                above.or(() -> minimum),
                above.isPresent(),
                below.or(() -> maximum),
                below.isPresent(),
                text ? length(map, "minLength") : OptionalInt.empty(),
                text ? length(map, "maxLength") : OptionalInt.empty(),
                text ? pattern(map) : Optional.empty(),
                allowed);
        map.has("format");
        map.nothingElse();
        return rules;
    }

    private void both(YamlMap map, String one, String other, Optional<?> first, Optional<?> second) {
        if (first.isPresent() && second.isPresent()) {
            problems.add(
                    map.placeOf(other), "Both `" + one + "` and `" + other + "` are given.", "Keep one of the two.");
        }
    }

    private static Rules withAllowed(Set<String> allowed) {
        return new Rules(
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                allowed);
    }

    private OptionalInt length(YamlMap map, String key) {
        if (!map.has(key)) {
            return OptionalInt.empty();
        }
        long length = map.whole(key, 0);
        if (length < 0 || length > Integer.MAX_VALUE) {
            problems.add(
                    map.placeOf(key),
                    "The key `" + key + "` has the value `" + length + "`.",
                    "Write a length from 0 to " + Integer.MAX_VALUE + ".");
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) length);
    }

    private Optional<Pattern> pattern(YamlMap map) {
        Optional<String> text = map.optionalText("pattern");
        try {
            return text.map(Pattern::compile);
        } catch (PatternSyntaxException invalid) {
            problems.add(
                    map.placeOf("pattern"),
                    "The pattern `" + text.get() + "` is not a regular expression: " + invalid.getDescription() + ".",
                    "Correct it; it must match the whole value.");
            return Optional.empty();
        }
    }

    /** The library check {@code invalidValues} is a row's own; the others measure a whole table and are not judged here. */
    private Set<String> allowed(YamlMap property) {
        Set<String> allowed = new HashSet<>();
        for (YamlMap quality : property.maps("quality")) {
            if (!quality.text("metric", quality.text("rule", "")).equals("invalidValues")) {
                continue;
            }
            Optional<YamlMap> arguments = quality.map("arguments");
            List<String> values = arguments.map(map -> map.texts("validValues")).orElse(List.of());
            if (values.isEmpty()) {
                problems.add(
                        quality.place(),
                        "The check invalidValues names no values.",
                        "List them below `arguments` as `validValues: [a, b]`.");
            }
            allowed.addAll(values);
        }
        return allowed;
    }
}
