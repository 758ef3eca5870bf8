package shopstream.acceptance;

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
final class SourceTruth {
    /** One group's figures. */
    record Figures(long orders, long units, BigDecimal revenue) {}

    private static final Map<String, String> GROUPS = Map.of(
            "region", "COALESCE(g.region, '(none)')",
            "country", "TRIM(c.country)",
            "category", "p.productLine",
            "product", "d.productCode");

    private final Connection database;

    /** Loads the table of regions into a temporary table of {@code database}'s session. */
    SourceTruth(Connection database) throws SQLException {
        this.database = database;
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE regions (country VARCHAR(60) PRIMARY KEY, region VARCHAR(60))");
            List<String> seeds = Files.readAllLines(Path.of("..", "shop", "seeds", "regions.csv"));
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
     * The figures of all orders, grouped.
     *
     * @param timeFormat MariaDB's format of the bucket, or empty for the total
     * @param dimensions names as the API has them
     */
    Map<List<String>, Figures> figures(String timeFormat, List<String> dimensions) throws SQLException {
        List<String> groups = new ArrayList<>();
        if (!timeFormat.isEmpty()) {
            groups.add("DATE_FORMAT(o.orderDate, '" + timeFormat + "')");
        }
        dimensions.forEach(dimension -> groups.add(GROUPS.get(dimension)));
        String select = groups.isEmpty() ? "''" : String.join(", ", groups);
        String sql =
                "SELECT COUNT(DISTINCT o.orderNumber), SUM(d.quantityOrdered), SUM(d.quantityOrdered * d.priceEach), "
                        + select + " FROM orderdetails d JOIN orders o ON o.orderNumber = d.orderNumber"
                        + " LEFT JOIN customers c ON c.customerNumber = o.customerNumber LEFT JOIN products p ON p.productCode = d.productCode"
                        + " LEFT JOIN regions g ON g.country = TRIM(c.country)"
                        + " WHERE o.status <> 'Cancelled'" + (groups.isEmpty() ? "" : " GROUP BY " + select);
        Map<List<String>, Figures> figures =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 0; i < groups.size(); i++) {
                    key.add(rows.getString(4 + i));
                }
                figures.put(key, new Figures(rows.getLong(1), rows.getLong(2), rows.getBigDecimal(3)));
            }
        }
        return figures;
    }

    /** The API's answer in the same shape. */
    static Map<List<String>, Figures> answered(JsonNode answer, boolean timed, List<String> dimensions) {
        Map<List<String>, Figures> figures =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (JsonNode row : answer.get("rows")) {
            List<String> key = new ArrayList<>();
            if (timed) {
                key.add(row.get("time").asText());
            }
            dimensions.forEach(dimension -> key.add(row.get(dimension).asText()));
            figures.put(
                    key,
                    new Figures(
                            row.get("orders").asLong(),
                            row.get("units").asLong(),
                            new BigDecimal(row.get("revenue").asText())));
        }
        return figures;
    }
}
