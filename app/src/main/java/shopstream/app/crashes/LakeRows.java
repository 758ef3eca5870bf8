package shopstream.app.crashes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shopstream.app.outside.Api;

/** The lake held against the source: its rows now are the source's rows, and no change is in it twice. */
final class LakeRows {
    private static final int MOST_OF_ONE_TABLE = 3;

    /** What is compared of each table: those of its columns that the writers change, and its key. */
    private static final Map<String, List<String>> COLUMNS = new TreeMap<>(Map.of(
            "customers", List.of("customerNumber", "country"),
            "products", List.of("productCode", "productLine"),
            "orders", List.of("orderNumber", "status", "customerNumber"),
            "orderdetails", List.of("orderNumber", "productCode", "quantityOrdered", "priceEach")));

    private static final Map<String, String> KEYS = Map.of(
            "customers", "\"customerNumber\"",
            "products", "\"productCode\"",
            "orders", "\"orderNumber\"",
            "orderdetails", "\"orderNumber\", \"productCode\"");

    /** Those kept in the lake, as the models of the shipped folder make them of the source. */
    static final List<String> MARTS = List.of("products", "sales_lines");

    private static final Map<String, String> MART_COLUMNS = Map.of(
            "products", "product_code, category",
            "sales_lines", "order_number, product_code, quantity, price, customer_number, status");

    private static final Map<String, String> MART_SOURCES = Map.of(
            "products",
            "SELECT \"productCode\", \"productLine\" FROM \"products\"",
            "sales_lines",
            "SELECT d.\"orderNumber\", d.\"productCode\", d.\"quantityOrdered\", d.\"priceEach\","
                    + " o.\"customerNumber\", o.\"status\" FROM \"orderdetails\" d"
                    + " JOIN \"orders\" o ON o.\"orderNumber\" = d.\"orderNumber\"");

    private final Api api;
    private final Connection source;

    LakeRows(Api api, Connection source) {
        this.api = api;
        this.source = source;
    }

    /** One sentence for each difference; none when all is right. Asked while nobody changes the source and the lake has it all. */
    List<String> differences() throws SQLException, IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        for (String table : COLUMNS.keySet()) {
            String columns = COLUMNS.get(table).stream()
                    .map(column -> '"' + column + '"')
                    .collect(Collectors.joining(", "));
            differences.addAll(compared(
                    table,
                    inSource("SELECT " + columns + " FROM \"" + table + '"'),
                    inLake("SELECT " + columns + " FROM lake." + table)));
            List<String> twice = inLake("SELECT " + KEYS.get(table) + ", operation, position, count(*) FROM lake."
                    + table + "_history GROUP BY ALL HAVING count(*) > 1 LIMIT " + MOST_OF_ONE_TABLE);
            twice.forEach(change -> differences.add("A change of " + table + " is in the lake twice: " + change));
        }
        return differences;
    }

    /**
     * The same of the marts. What is in the lake up to when is known of datasets only: what differs is to be asked again for
     * some seconds. Each edition of a mart has a table; one of them has to be the mart as it is now.
     */
    List<String> differencesOfMarts() throws SQLException, IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        for (String mart : MARTS) {
            List<String> source = inSource(MART_SOURCES.get(mart));
            List<String> nearest = List.of("lake: no table of the mart " + mart);
            for (String table : editions(mart)) {
                List<String> found =
                        compared(table, source, inLake("SELECT " + MART_COLUMNS.get(mart) + " FROM lake." + table));
                nearest = found;
                if (found.isEmpty()) {
                    break;
                }
            }
            differences.addAll(nearest);
        }
        return differences;
    }

    private List<String> editions(String mart) throws IOException, InterruptedException {
        List<String> tables = new ArrayList<>();
        for (JsonNode table : api.json("/api/sql/tables").get("tables")) {
            String name = table.get("name").asText();
            if (name.matches("lake\\." + mart + "_[0-9a-f]{8}")) {
                tables.add(name.substring("lake.".length()));
            }
        }
        return tables;
    }

    private static List<String> compared(String table, List<String> source, List<String> lake) {
        Map<String, Integer> counts = new TreeMap<>();
        source.forEach(row -> counts.merge(row, 1, Integer::sum));
        lake.forEach(row -> counts.merge(row, -1, Integer::sum));
        List<String> different = counts.entrySet().stream()
                .filter(row -> row.getValue() != 0)
                .map(row ->
                        "lake." + table + ": " + row.getKey() + (row.getValue() > 0 ? " is missing" : " is too much"))
                .toList();
        List<String> differences = new ArrayList<>(different.subList(0, Math.min(MOST_OF_ONE_TABLE, different.size())));
        if (different.size() > MOST_OF_ONE_TABLE) {
            differences.add("lake." + table + ": and " + (different.size() - MOST_OF_ONE_TABLE) + " more rows");
        }
        return differences;
    }

    private List<String> inSource(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int count = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= count; i++) {
                    row.add(rows.getString(i));
                }
                found.add(String.join(",", row));
            }
        }
        return found;
    }

    /** No value here has a comma or a quote, so that a line of CSV is the values with commas between. */
    private List<String> inLake(String sql) throws IOException, InterruptedException {
        return api.sql(sql).lines().skip(1).toList();
    }
}
