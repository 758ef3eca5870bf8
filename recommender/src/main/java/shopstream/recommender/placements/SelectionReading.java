package shopstream.recommender.placements;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.recommender.declared.ProductTable;

/** Reads which products a rule or a placement is about. What the shop's data does not tell of a product cannot be asked for. */
final class SelectionReading {
    private static final BigDecimal DAY_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    private final ProductTable table;
    private final Problems problems;

    SelectionReading(ProductTable table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    Selection read(YamlMap yaml) {
        requireColumns(yaml);
        Selection selection = new Selection(
                new LinkedHashSet<>(yaml.texts("product")),
                Set.copyOf(yaml.texts("brand")),
                Set.copyOf(yaml.texts("category")),
                bounds(yaml, "price", YamlMap::optionalDecimal),
                bounds(yaml, "margin", YamlMap::optionalDecimal),
                bounds(yaml, "age", SelectionReading::days));
        yaml.nothingElse();
        if (selection.isOpen() && yaml.keys().isEmpty()) {
            problems.add(
                    yaml.place(),
                    "Nothing says which products are meant.",
                    "Write product, brand, category, price, margin or age.");
        }
        return selection;
    }

    private Optional<Bounds> bounds(
            YamlMap yaml, String key, BiFunction<YamlMap, String, Optional<BigDecimal>> number) {
        return yaml.map(key).map(map -> {
            Bounds bounds = new Bounds(number.apply(map, "from"), number.apply(map, "to"));
            map.nothingElse();
            if (bounds.areCrossed()) {
                problems.add(
                        map.placeOf("to"),
                        "No " + key + " is from " + map.text("from", "") + " to " + map.text("to", "") + ".",
                        "Write the smaller one first.");
            }
            return bounds;
        });
    }

    private static Optional<BigDecimal> days(YamlMap yaml, String key) {
        return yaml.has(key)
                ? Optional.of(
                        BigDecimal.valueOf(yaml.duration(key, Duration.ZERO).toSeconds())
                                .divide(DAY_SECONDS, 6, RoundingMode.HALF_UP))
                : Optional.empty();
    }

    private void requireColumns(YamlMap yaml) {
        require(yaml, "brand", List.of("brand"), table.brand().isPresent());
        require(yaml, "category", List.of("category"), table.category().isPresent());
        require(yaml, "price", List.of("price"), table.price().isPresent());
        require(
                yaml,
                "margin",
                List.of("price", "cost"),
                table.price().isPresent() && table.cost().isPresent());
        require(yaml, "age", List.of("since"), table.since().isPresent());
    }

    private void require(YamlMap yaml, String key, List<String> columns, boolean areThere) {
        if (yaml.has(key) && !areThere) {
            problems.add(
                    yaml.placeOf(key),
                    "No " + key + " of a product is known: recommendations.yaml does not name its "
                            + String.join(" and ", columns) + ".",
                    "Add `" + columns.get(columns.size() - 1) + ": COLUMN` below `products:` there.");
        }
    }
}
