package shopstream.operations.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import shopstream.operations.lineage.Use.Kind;

class LineageTest {
    private static Lineage shop() {
        return new Lineage()
                .table("orders", List.of("orderNumber", "orderDate", "status", "customerNumber", "comments"))
                .table("lines", List.of("orderNumber", "productCode", "quantity", "price"))
                .table("products", List.of("productCode", "name", "line"))
                .table("regions", List.of("country", "region"));
    }

    private static Origins read(String sql) {
        Map<String, Origins> tables = new TreeMap<>();
        tables.put("orders", Origins.of("orders", List.of("orderNumber", "status", "customerNumber")));
        tables.put("lines", Origins.of("lines", List.of("orderNumber", "productCode", "quantity", "price")));
        return QueryReading.query(sql, tables).orElseThrow();
    }

    private static Map<String, String> columns(String sql) {
        Map<String, String> columns = new LinkedHashMap<>();
        read(sql).columns().forEach((name, fields) -> columns.put(name, text(fields)));
        return columns;
    }

    private static String text(Set<Field> fields) {
        return String.join(
                " ", new TreeSet<>(fields).stream().map(Field::toString).toList());
    }

    private static String rows(String sql) {
        return text(read(sql).rows());
    }

    @Test
    void aColumnComesFromWhatItsExpressionNames() {
        assertThat(columns("SELECT l.quantity * price AS amount, UPPER(o.`status`) AS s, 1 AS one, productCode"
                        + " FROM lines AS l JOIN orders o ON o.orderNumber = l.orderNumber"))
                .containsExactly(
                        Map.entry("amount", "lines.price lines.quantity"),
                        Map.entry("s", "orders.status"),
                        Map.entry("one", ""),
                        Map.entry("productCode", "lines.productCode"));
    }

    @Test
    void whatJoinsFiltersGroupsAndChoosesDecidesTheRows() {
        assertThat(rows("SELECT productCode FROM lines l JOIN orders o ON o.orderNumber = l.orderNumber"))
                .isEqualTo("lines.orderNumber orders.orderNumber");
        assertThat(rows("SELECT productCode FROM lines JOIN orders USING (orderNumber)"))
                .isEqualTo("lines.orderNumber orders.orderNumber");
        assertThat(rows("SELECT productCode FROM lines WHERE price > 3")).isEqualTo("lines.price");
        assertThat(rows("SELECT productCode AS p, sum(price) FROM lines GROUP BY p HAVING sum(quantity) > 1"))
                .isEqualTo("lines.productCode lines.quantity");
        assertThat(rows("SELECT productCode FROM lines ORDER BY price LIMIT 3")).isEqualTo("lines.price");
        assertThat(rows("SELECT productCode FROM lines ORDER BY price")).isEmpty();
        assertThat(rows("SELECT status FROM orders WHERE EXISTS (SELECT 1 FROM lines"
                        + " WHERE lines.orderNumber = orders.orderNumber AND price > 1)"))
                .isEqualTo("lines.orderNumber lines.price orders.orderNumber");
        assertThat(rows("SELECT status FROM (SELECT status, ROW_NUMBER() OVER (PARTITION BY customerNumber ORDER BY"
                        + " orderNumber DESC) AS newest FROM orders) WHERE newest = 1"))
                .isEqualTo("orders.customerNumber orders.orderNumber");
        assertThat(rows("SELECT customerNumber, count(*) FROM orders GROUP BY customerNumber"
                        + " QUALIFY row_number() OVER (ORDER BY count(status)) = 1"))
                .isEqualTo("orders.customerNumber orders.status");
    }

    @Test
    void queriesInsideAndBesideAreFollowed() {
        assertThat(columns("WITH sold AS (SELECT productCode, price FROM lines),"
                        + " sums (code, total) AS (SELECT productCode, sum(price) FROM sold GROUP BY productCode)"
                        + " SELECT s.* FROM sums s"))
                .containsExactly(Map.entry("code", "lines.productCode"), Map.entry("total", "lines.price"));
        assertThat(columns("SELECT orderNumber AS number FROM orders UNION ALL SELECT quantity FROM lines"))
                .containsExactly(Map.entry("number", "lines.quantity orders.orderNumber"));
        assertThat(columns("SELECT * FROM (lines JOIN orders USING (orderNumber))")
                        .keySet())
                .containsExactly("orderNumber", "productCode", "quantity", "price", "status", "customerNumber");
        assertThat(
                        columns(
                                "SELECT sum(price) FILTER (WHERE quantity > 1) AS much,"
                                        + " (SELECT max(status) FROM orders o WHERE o.orderNumber = lines.orderNumber) AS last FROM lines"))
                .containsExactly(
                        Map.entry("much", "lines.price lines.quantity"),
                        Map.entry("last", "lines.orderNumber orders.orderNumber orders.status"));
    }

    @Test
    void whatAFunctionMakesRowsOfIsFollowed() {
        assertThat(columns("SELECT part.piece, orderNumber FROM orders"
                        + " CROSS JOIN UNNEST(split(status)) AS part (piece)"))
                .containsExactly(Map.entry("piece", "orders.status"), Map.entry("orderNumber", "orders.orderNumber"));
        assertThat(QueryReading.query(
                        "SELECT window_start FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(status), INTERVAL '1' HOUR))",
                        Map.of()))
                .isEmpty();
    }

    @Test
    void whatComesFromAFieldIsFollowedThroughModelsToTheDashboards() {
        Lineage lineage = shop().views(Map.of(
                        // In no order: whoever is read by another goes first.
                        "stg_lines",
                                "SELECT orderNumber AS number, productCode AS product, quantity * price AS amount"
                                        + " FROM stg_all",
                        "stg_all", "SELECT * FROM lines",
                        "stg_orders", "SELECT orderNumber AS number, status <> 'Cancelled' AS counts FROM orders"))
                .mart("sales", "SELECT l.amount, o.counts, l.product FROM stg_lines l JOIN stg_orders o USING (number)")
                // Called like the dataset that it is made of.
                .mart("products", "SELECT productCode, name, line AS category FROM products")
                .reference("sales", "product", "products")
                .dashboard(
                        "sales",
                        List.of("sales"),
                        List.of("counts"),
                        Map.of(
                                "revenue", "sum(amount)",
                                "lines", "count(distinct product)",
                                "average", "revenue / lines",
                                "category", "products.category"))
                .query(
                        Kind.TRAINING_SET,
                        "bought",
                        "SELECT o.customerNumber, l.quantity FROM orders o ASOF JOIN lines l"
                                + " ON o.orderNumber = l.orderNumber")
                .columns(Kind.RECOMMENDATIONS, "products", List.of(new Field("products", "name")));

        assertThat(lineage.of(Set.of(new Field("lines", "price"))))
                .containsExactly(
                        new Use(Kind.MODEL, "stg_all", Set.of("price"), false),
                        new Use(Kind.MODEL, "stg_lines", Set.of("amount"), false),
                        new Use(Kind.MODEL, "sales", Set.of("amount"), false),
                        new Use(Kind.DASHBOARD, "sales", Set.of("revenue", "average"), false));
        assertThat(lineage.of(Set.of(new Field("orders", "status"))))
                .containsExactly(
                        new Use(Kind.MODEL, "stg_orders", Set.of("counts"), false),
                        new Use(Kind.MODEL, "sales", Set.of("counts"), false),
                        new Use(Kind.DASHBOARD, "sales", Set.of("revenue", "lines", "average", "category"), true));
        assertThat(lineage.of(Set.of(new Field("products", "line"))))
                .containsExactly(
                        new Use(Kind.MODEL, "products", Set.of("category"), false),
                        new Use(Kind.DASHBOARD, "sales", Set.of("category"), false));
        // The way to a product's category.
        assertThat(lineage.of(Set.of(new Field("lines", "productCode"))))
                .contains(new Use(Kind.DASHBOARD, "sales", Set.of("average", "lines", "category"), false));
        assertThat(lineage.of(Set.of(new Field("products", "name"))))
                .contains(new Use(Kind.RECOMMENDATIONS, "products", Set.of("name"), false));
        assertThat(lineage.of(Set.of(new Field("orders", "comments")))).isEmpty();
    }

    @Test
    void aQueryThatCannotBeReadReadsWhatItNames() {
        Lineage lineage = shop().query(
                        Kind.TRAINING_SET,
                        "bought",
                        "SELECT o.status FROM orders o POSITIONAL JOIN lines l ON o.orderNumber >= l.price");

        assertThat(lineage.of(Set.of(new Field("lines", "price"))))
                .singleElement()
                .satisfies(use -> assertThat(use.rows()).isTrue());
        assertThat(lineage.of(Set.of(new Field("lines", "quantity")))).isEmpty();
        assertThat(lineage.of(Set.of(new Field("products", "productCode")))).isEmpty();
    }
}
