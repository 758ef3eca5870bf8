package shopstream.recommender.declared;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.eventlog.rows.PurchaseMart;

/**
 * The file {@code recommendations.yaml}: what recommendations are made of.
 *
 * @param customers where they are; empty where nobody says
 * @param boughtAgain for how long what a customer bought is not recommended to them
 * @param signingSecret of the tokens that say who a visitor is
 * @param deadline within which an answer is given where a request names no other
 */
public record Recommending(
        ProductTable products,
        Optional<PurchaseMart> purchases,
        Optional<CustomerTable> customers,
        BoughtAgain boughtAgain,
        Duration deadline,
        Optional<String> signingSecret,
        Place place) {
    private static final Duration BOUGHT_AGAIN_AFTER = Duration.ofDays(90);
    private static final int SECRET_LENGTH_MIN = 32;
    private static final Duration DEADLINE = Duration.ofMillis(250);

    /** Of a shop that does not say where its customers are. @param consumables categories of what may be bought again at once */
    public Recommending(
            ProductTable products,
            Optional<PurchaseMart> purchases,
            Duration boughtAgainAfter,
            Set<String> consumables,
            Duration deadline,
            Optional<String> signingSecret,
            Place place) {
        this(
                products,
                purchases,
                Optional.empty(),
                BoughtAgain.of(boughtAgainAfter, consumables),
                deadline,
                signingSecret,
                place);
    }

    /** The folder beside the file that says what each spot on a page is for. */
    public Path placements() {
        return place.file().resolveSibling("placements");
    }

    /** The folder beside the file with the recommenders that the shop brings itself. */
    public Path recommenders() {
        return place.file().resolveSibling("recommenders");
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
                    yaml.map("customers").map(map -> customers(new Columns(map, "dataset", datasets, problems))),
                    boughtAgain(yaml, problems),
                    yaml.duration("deadline", DEADLINE),
                    secret(yaml, problems),
                    yaml.place());
            yaml.nothingElse();
            return Optional.of(read);
        });
    }

    private static BoughtAgain boughtAgain(YamlMap yaml, Problems problems) {
        Duration otherwise = yaml.duration("bought-again-after", BOUGHT_AGAIN_AFTER);
        Map<String, Duration> inCategories = new HashMap<>();
        yaml.texts("consumables").forEach(category -> inCategories.put(category, Duration.ZERO));
        yaml.namedMaps("categories").forEach((category, map) -> {
            Duration earlier = inCategories.put(category, map.duration("bought-again-after", otherwise));
            if (earlier != null) {
                problems.add(
                        map.place(),
                        "`" + category + "` is one of the consumables, which are bought again at any time",
                        "Say it in one of the two places.");
            }
            map.nothingElse();
        });
        return new BoughtAgain(otherwise, inCategories);
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
                columns.optional("url"),
                columns.optional("brand"),
                columns.optional("cost"),
                columns.optional("since"),
                columns.optional("variant-of"));
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
                columns.optional("counts"),
                columns.optional("region"));
        columns.nothingElse();
        return mart;
    }

    private static CustomerTable customers(Columns columns) {
        var table = new CustomerTable(
                columns.table(),
                columns.required("id"),
                columns.required("region"),
                new CustomerTable.Details(
                        columns.optional("city"), columns.optional("country"), columns.optional("credit-limit")));
        columns.nothingElse();
        return table;
    }
}
