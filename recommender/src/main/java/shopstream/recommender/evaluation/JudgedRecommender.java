package shopstream.recommender.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shopstream.contracts.seeds.CsvProblem;
import shopstream.contracts.seeds.CsvRows;
import shopstream.contracts.yaml.Problems;
import shopstream.recommender.own.FeatureRows;
import shopstream.recommender.own.OwnDeclaration;
import shopstream.recommender.own.OwnFiles;
import shopstream.recommender.own.OwnLoading;
import shopstream.recommender.own.OwnRecommender;
import shopstream.recommender.own.ScoredProduct;
import shopstream.recommender.own.Situation;

/**
 * A recommender of the shop's own, loaded to be judged on a data set. Its features are found beside the set's files, in {@code
 * products.csv} and {@code customers.csv}, whose first column is what the set calls them; without these files nothing is known of
 * either but their ids. Where it fails, its answer counts as missed. One thread at a time.
 */
public final class JudgedRecommender implements AutoCloseable {
    private final OwnDeclaration declared;
    private final OwnRecommender recommender;
    private final Duration loading;
    private Optional<String> failure = Optional.empty();

    private JudgedRecommender(OwnDeclaration declared, OwnRecommender recommender, Duration loading) {
        this.declared = declared;
        this.recommender = recommender;
        this.loading = loading;
    }

    /**
     * Loads one.
     *
     * @param file its declaration
     * @param directory that of the data set
     * @param items of the data set, which alone it can be right with
     * @throws shopstream.contracts.yaml.InvalidConfiguration where anything in its files is wrong
     */
    public static JudgedRecommender load(Path file, Path directory, List<String> items) {
        long begun = System.nanoTime();
        Optional<CsvRows> products = table(directory.resolve("products.csv"));
        Optional<CsvRows> customers = table(directory.resolve("customers.csv"));
        Problems problems = new Problems();
        Optional<OwnDeclaration> declared = new OwnFiles(columns(products), columns(customers), problems).read(file);
        problems.orThrow();
        FeatureRows ofProducts = rows(declared.orElseThrow().productColumns(), products, items);
        FeatureRows ofCustomers = rows(declared.get().customerColumns(), customers, List.of());
        Optional<OwnRecommender> loaded = OwnLoading.load(declared.get(), ofProducts, ofCustomers, problems);
        problems.orThrow();
        loaded.orElseThrow().refresh();
        return new JudgedRecommender(declared.get(), loaded.get(), Duration.ofNanos(System.nanoTime() - begun));
    }

    private static Optional<CsvRows> table(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(CsvRows.parse(Files.readString(file)));
        } catch (CsvProblem broken) {
            throw UnreadableDataSet.at(file, broken.line(), broken.getMessage());
        } catch (IOException unreadable) {
            throw new UnreadableDataSet(
                    file + " cannot be read: " + unreadable.getMessage() + ".", "Let this user read it, as UTF-8.");
        }
    }

    private static List<String> columns(Optional<CsvRows> table) {
        return table.map(CsvRows::columns).orElse(List.of());
    }

    /** @param ids which have a row in any case; where there are none, all that the table has */
    private static FeatureRows rows(List<String> columns, Optional<CsvRows> table, List<String> ids) {
        Map<String, List<String>> values = new HashMap<>();
        table.ifPresent(known -> known.rows().forEach(row -> values.put(row.get(0), row)));
        FeatureRows rows = new FeatureRows(columns);
        for (String id : ids.isEmpty() ? values.keySet() : ids) {
            List<String> row = values.get(id);
            rows.put(
                    id,
                    column -> Optional.ofNullable(row)
                            .map(known -> known.get(columns(table).indexOf(column))));
        }
        return rows;
    }

    /** As people read it. */
    public String name() {
        return declared.name();
    }

    /** How long it took to load, the vectors of all products with it: it was trained elsewhere. */
    Duration loading() {
        return loading;
    }

    long bytes() {
        return recommender.bytes();
    }

    /** Whether it knows nothing of anybody but by who they are. */
    boolean needsCustomers() {
        return declared instanceof OwnDeclaration.Table;
    }

    /** What it recommends, the best first; nothing where it fails. */
    List<ScoredProduct> best(Situation situation, int most) {
        try {
            return recommender.best(situation, most);
        } catch (RuntimeException failed) {
            failure = failure.or(() -> Optional.of(String.valueOf(failed.getMessage())));
            return List.of();
        }
    }

    /** What is to be said of it beside its figures, such as that it failed. */
    List<String> remarks() {
        return Stream.concat(
                        recommender.complaints().stream(),
                        failure.stream().map(why -> name() + " failed, which counts as missed each time: " + why + "."))
                .toList();
    }

    @Override
    public void close() {
        recommender.close();
    }
}
