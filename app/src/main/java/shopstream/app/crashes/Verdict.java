package shopstream.app.crashes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import shopstream.app.crashes.Dialect.Grain;
import shopstream.app.crashes.SourceTruth.Figures;
import shopstream.app.outside.Api;

/**
 * Whether every figure equals the source.
 *
 * @param rows lines that the source has
 * @param differences one sentence each; none when all is right
 */
record Verdict(long rows, List<String> differences) {
    private static final int MOST_OF_ONE_QUESTION = 2;
    private static final String EVER = "&from=2000-01-01&to=2090-01-01";
    private static final List<List<String>> GROUPINGS = List.of(
            List.of(),
            List.of("region"),
            List.of("country"),
            List.of("category"),
            List.of("product"),
            List.of("region", "category"),
            List.of("country", "product"));

    /** Asks everything, while nobody changes the source. @param hours the range of orders, as a part of a question */
    static Verdict of(Api api, Connection source, Path regions, String hours)
            throws SQLException, IOException, InterruptedException {
        SourceTruth truth = new SourceTruth(source, regions);
        List<String> differences = new ArrayList<>();
        for (Grain grain : Grain.values()) {
            for (List<String> by : GROUPINGS) {
                String question = "/api/sales?grain=" + grain.name().toLowerCase(Locale.ROOT)
                        + (by.isEmpty() ? "" : "&by=" + String.join(",", by)) + (grain == Grain.TOTAL ? EVER : hours);
                compare(
                        question,
                        truth.figures(grain, by),
                        SourceTruth.answered(api.json(question), grain != Grain.TOTAL, by),
                        differences);
            }
        }
        String lines = "/api/lines?by=orderNumber,product" + EVER;
        compare(
                lines,
                truth.lines(),
                SourceTruth.answered(api.json(lines), false, List.of("orderNumber", "product"), "rowCount"),
                differences);
        counts(api.json("/api/status"), truth, differences);
        return new Verdict(truth.linesOfOrders(), List.copyOf(differences));
    }

    boolean right() {
        return differences.isEmpty();
    }

    private static void compare(
            String question,
            Map<List<String>, Figures> expected,
            Map<List<String>, Figures> found,
            List<String> differences) {
        Set<String> all = new TreeSet<>();
        int different = 0;
        for (Map<List<String>, Figures> side : List.of(expected, found)) {
            for (List<String> key : side.keySet()) {
                Figures right = expected.get(key);
                Figures shown = found.get(key);
                if (!same(right, shown) && all.add(key.toString()) && different++ < MOST_OF_ONE_QUESTION) {
                    differences.add(question + ": of " + key + " expected " + right + ", found " + shown);
                }
            }
        }
        if (different > MOST_OF_ONE_QUESTION) {
            differences.add(question + ": and " + (different - MOST_OF_ONE_QUESTION) + " more");
        }
    }

    private static boolean same(Figures one, Figures other) {
        return one != null
                && other != null
                && one.orders() == other.orders()
                && one.units() == other.units()
                && one.revenue().compareTo(other.revenue()) == 0;
    }

    /** Rows that no figure shows: of the log's live state, and of the dimensions. */
    private static void counts(JsonNode status, SourceTruth truth, List<String> differences) throws SQLException {
        for (JsonNode dataset : status.get("datasets")) {
            String table = dataset.get("name").asText();
            if (Set.of("orders", "orderdetails", "customers", "products").contains(table)) {
                equal("rows of the dataset " + table, truth.rows(table), dataset.get("rows"), differences);
                equal("rejected rows of the dataset " + table, 0, dataset.get("quarantined"), differences);
                equal("stale rows of the dataset " + table, 0, dataset.get("stale"), differences);
            }
        }
        for (JsonNode mart : status.get("marts")) {
            String name = mart.get("name").asText();
            long expected = switch (name) {
                case "sales_lines" -> truth.linesOfOrders();
                case "customers", "products" -> truth.rows(name);
                // What the others have comes from clicks, and nobody clicks here.
                default -> 0;
            };
            equal("rows of the mart " + name, expected, mart.get("rows"), differences);
        }
    }

    private static void equal(String what, long expected, JsonNode found, List<String> differences) {
        if (found.asLong() != expected) {
            differences.add(what + ": expected " + expected + ", found " + found.asLong());
        }
    }
}
