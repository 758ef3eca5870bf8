package shopstream.recommender.declared;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/**
 * The file {@code recommendations.yaml}: what recommendations are made of.
 *
 * @param boughtAgainAfter a product that a customer bought is not recommended to them for so long
 * @param consumables categories in which that does not hold
 * @param signingSecret of the tokens that say who a visitor is
 * @param deadline within which an answer is given where a request names no other
 */
public record Recommending(
        ProductTable products,
        Optional<PurchaseMart> purchases,
        Duration boughtAgainAfter,
        Set<String> consumables,
        Duration deadline,
        Optional<String> signingSecret,
        Place place) {
    private static final Duration BOUGHT_AGAIN_AFTER = Duration.ofDays(90);
    private static final int SECRET_LENGTH_MIN = 32;
    private static final Duration DEADLINE = Duration.ofMillis(250);

    public Recommending {
        consumables = Set.copyOf(consumables);
    }

    /**
     * Reads the file; empty where there is none, since a shop need not recommend anything.
     *
     * @param environment gives the value of an environment variable, or null
     * @param datasets the columns of each dataset there is
     * @param marts the columns of each mart there is
     */
    public static Optional<Recommending> read(
            Path file,
            UnaryOperator<String> environment,
            Map<String, List<String>> datasets,
            Map<String, List<String>> marts,
            Problems problems) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return YamlMap.read(file, environment, problems).flatMap(yaml -> {
            Optional<YamlMap> products = yaml.map("products");
            if (products.isEmpty()) {
                problems.add(
                        yaml.place(),
                        "Nothing says what can be recommended",
                        "Add `products:` with dataset, id and name, as the shipped recommendations.yaml has it.");
                return Optional.empty();
            }
            Recommending read = new Recommending(
                    products(new Columns(products.get(), "dataset", datasets, problems)),
                    yaml.map("purchases").map(map -> purchases(new Columns(map, "mart", marts, problems))),
                    yaml.duration("bought-again-after", BOUGHT_AGAIN_AFTER),
                    Set.copyOf(yaml.texts("consumables")),
                    yaml.duration("deadline", DEADLINE),
                    secret(yaml, problems),
                    yaml.place());
            yaml.nothingElse();
            return Optional.of(read);
        });
    }

    private static Optional<String> secret(YamlMap yaml, Problems problems) {
        Optional<String> secret = yaml.optionalText("signing-secret");
        secret.filter(text -> text.length() < SECRET_LENGTH_MIN)
                .ifPresent(text -> problems.add(
                        yaml.placeOf("signing-secret"),
                        "The secret has " + text.length() + " characters, and could be guessed",
                        "Write at least " + SECRET_LENGTH_MIN + ", for example what `openssl rand -hex 32` prints."));
        return secret;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Recommending " + products.dataset() + " as " + place + " says";
    }

    private static ProductTable products(Columns columns) {
        var table = new ProductTable(
                columns.table(),
                columns.required("id"),
                columns.required("name"),
                columns.optional("category"),
                columns.optional("price"),
                columns.optional("stock"),
                columns.optional("available"),
                columns.optional("image"),
                columns.optional("url"));
        columns.nothingElse();
        return table;
    }

    private static PurchaseMart purchases(Columns columns) {
        var mart = new PurchaseMart(
                columns.table(),
                columns.required("order"),
                columns.required("customer"),
                columns.required("product"),
                columns.required("time"),
                columns.optional("quantity"),
                columns.optional("price"),
                columns.optional("counts"));
        columns.nothingElse();
        return mart;
    }

    /** Names of columns of one table, each held against those there are. */
    private static final class Columns {
        private final YamlMap yaml;
        private final String table;
        private final List<String> known;
        private final Problems problems;

        private Columns(YamlMap yaml, String kind, Map<String, List<String>> tables, Problems problems) {
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

        private String table() {
            return table;
        }

        private String required(String key) {
            String column = yaml.requiredText(key);
            check(key, column);
            return column;
        }

        private Optional<String> optional(String key) {
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

        private void nothingElse() {
            yaml.nothingElse();
        }
    }
}
