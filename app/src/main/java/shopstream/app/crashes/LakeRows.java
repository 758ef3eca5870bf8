package shopstream.app.crashes;

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
            compare(table, inSource(columns, table), inLake("SELECT " + columns + " FROM lake." + table), differences);
            List<String> twice = inLake("SELECT " + KEYS.get(table) + ", operation, position, count(*) FROM lake."
                    + table + "_history GROUP BY ALL HAVING count(*) > 1 LIMIT " + MOST_OF_ONE_TABLE);
            twice.forEach(change -> differences.add("A change of " + table + " is in the lake twice: " + change));
        }
        return differences;
    }

    private static void compare(String table, List<String> source, List<String> lake, List<String> differences) {
        Map<String, Integer> counts = new TreeMap<>();
        source.forEach(row -> counts.merge(row, 1, Integer::sum));
        lake.forEach(row -> counts.merge(row, -1, Integer::sum));
        List<String> different = counts.entrySet().stream()
                .filter(row -> row.getValue() != 0)
                .map(row ->
                        "lake." + table + ": " + row.getKey() + (row.getValue() > 0 ? " is missing" : " is too much"))
                .toList();
        differences.addAll(different.subList(0, Math.min(MOST_OF_ONE_TABLE, different.size())));
        if (different.size() > MOST_OF_ONE_TABLE) {
            differences.add("lake." + table + ": and " + (different.size() - MOST_OF_ONE_TABLE) + " more rows");
        }
    }

    private List<String> inSource(String columns, String table) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM \"" + table + '"')) {
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
