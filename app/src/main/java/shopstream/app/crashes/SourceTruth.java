package shopstream.app.crashes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the figures must be: the same question asked in SQL on the shop's own database. It shares nothing with the
 * platform but the table of regions.
 */
public final class SourceTruth {
    /** One group's figures. */
    public record Figures(long orders, long units, BigDecimal revenue) {
        @Override
        public String toString() {
            return orders + " orders, " + units + " units, " + revenue;
        }
    }

    private static final Map<String, String> GROUPS = Map.of(
            "region", "COALESCE(g.region, '(none)')",
            "country", "TRIM(c.\"country\")",
            "category", "p.\"productLine\"",
            "product", "d.\"productCode\"");

    private static final String LINES_OF_ORDERS =
            " FROM \"orderdetails\" d JOIN \"orders\" o ON o.\"orderNumber\" = d.\"orderNumber\"";

    private final Connection database;
    private final Dialect dialect;

    /**
     * Loads the table of regions into a temporary table of {@code database}'s session.
     *
     * @param regions the seed that says which country lies where
     */
    public SourceTruth(Connection database, Path regions) throws SQLException {
        this.database = database;
        this.dialect = Dialect.of(database);
        dialect.prepare(database);
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE regions (country VARCHAR(60) PRIMARY KEY, region VARCHAR(60))");
            List<String> seeds = Files.readAllLines(regions);
            for (String line : seeds.subList(1, seeds.size())) {
                String[] columns = line.replace("\"", "").split(",(?=[^,]*$)");
                statement.execute(
                        "INSERT INTO regions VALUES ('" + columns[0].replace("'", "''") + "', '" + columns[1] + "')");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The figures of all orders that count, grouped by time and dimensions.
     *
     * @param dimensions names as the API has them
     */
    public Map<List<String>, Figures> figures(Dialect.Grain grain, List<String> dimensions) throws SQLException {
        List<String> groups = new ArrayList<>();
        if (grain != Dialect.Grain.TOTAL) {
            groups.add(dialect.bucket(grain));
        }
        dimensions.forEach(dimension -> groups.add(GROUPS.get(dimension)));
        String select = groups.isEmpty() ? "''" : String.join(", ", groups);
        return grouped(
                "SELECT COUNT(DISTINCT o.\"orderNumber\"), SUM(d.\"quantityOrdered\"),"
                        + " SUM(d.\"quantityOrdered\" * d.\"priceEach\"), " + select + LINES_OF_ORDERS
                        + " LEFT JOIN \"customers\" c ON c.\"customerNumber\" = o.\"customerNumber\""
                        + " LEFT JOIN \"products\" p ON p.\"productCode\" = d.\"productCode\""
                        + " LEFT JOIN regions g ON g.country = TRIM(c.\"country\")"
                        + " WHERE o.\"status\" <> 'Cancelled'" + (groups.isEmpty() ? "" : " GROUP BY " + select),
                groups.size());
    }

    /** Every line of an order that is there, by order and product; its {@code orders} are rows, one each. */
    Map<List<String>, Figures> lines() throws SQLException {
        return grouped(
                "SELECT 1, d.\"quantityOrdered\", d.\"quantityOrdered\" * d.\"priceEach\", o.\"orderNumber\","
                        + " d.\"productCode\"" + LINES_OF_ORDERS,
                2);
    }

    /** How many rows a table has. */
    long rows(String table) throws SQLException {
        return count("SELECT COUNT(*) FROM \"" + table + "\"");
    }

    /** How many lines have an order. */
    long linesOfOrders() throws SQLException {
        return count("SELECT COUNT(*)" + LINES_OF_ORDERS);
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Map<List<String>, Figures> grouped(String sql, int groups) throws SQLException {
        Map<List<String>, Figures> figures = ordered();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 0; i < groups; i++) {
                    key.add(rows.getString(4 + i));
                }
                figures.put(key, new Figures(rows.getLong(1), rows.getLong(2), rows.getBigDecimal(3)));
            }
        }
        return figures;
    }

    /** The API's answer in the same shape. */
    public static Map<List<String>, Figures> answered(JsonNode answer, boolean timed, List<String> dimensions) {
        return answered(answer, timed, dimensions, "orders");
    }

    static Map<List<String>, Figures> answered(JsonNode answer, boolean timed, List<String> dimensions, String count) {
        Map<List<String>, Figures> figures = ordered();
        for (JsonNode row : answer.get("rows")) {
            List<String> key = new ArrayList<>();
            if (timed) {
                key.add(row.get("time").asText());
            }
            dimensions.forEach(dimension -> key.add(row.get(dimension).asText()));
            figures.put(
                    key,
                    new Figures(
                            row.get(count).asLong(),
                            row.get("units").asLong(),
                            new BigDecimal(row.get("revenue").asText())));
        }
        return figures;
    }

    private static Map<List<String>, Figures> ordered() {
        return new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    }
}
