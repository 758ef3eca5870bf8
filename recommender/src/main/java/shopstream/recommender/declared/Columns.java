package shopstream.recommender.declared;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/** Names of columns of one table, each held against those there are. */
final class Columns {
    private final YamlMap yaml;
    private final String table;
    private final List<String> known;
    private final Problems problems;

    Columns(YamlMap yaml, String kind, Map<String, List<String>> tables, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
        this.table = yaml.requiredText(kind);
        this.known = tables.getOrDefault(table, List.of());
        if (!table.isEmpty() && known.isEmpty()) {
            problems.add(
                    yaml.placeOf(kind),
                    "There is no " + kind + " `" + table + "`" + meant(table, tables.keySet()),
                    "Name one of " + String.join(", ", tables.keySet()) + ".");
        }
    }

    String table() {
        return table;
    }

    String required(String key) {
        String column = yaml.requiredText(key);
        check(key, column);
        return column;
    }

    Optional<String> optional(String key) {
        Optional<String> column = yaml.optionalText(key);
        column.ifPresent(name -> check(key, name));
        return column;
    }

    private void check(String key, String column) {
        if (!known.isEmpty() && !column.isEmpty() && !known.contains(column)) {
            problems.add(
                    yaml.placeOf(key),
                    "`" + table + "` has no column `" + column + "`" + meant(column, known),
                    "It has " + String.join(", ", known) + ".");
        }
    }

    private static String meant(String word, Collection<String> there) {
        return Nearest.of(word, there)
                .map(near -> ". Did you mean `" + near + "`?")
                .orElse("");
    }

    void nothingElse() {
        yaml.nothingElse();
    }
}
