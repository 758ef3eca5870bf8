package shopstream.app.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page's questions in plain SQL, answered by PostgreSQL from the shop's own tables with the indexes somebody would
 * give them: what a report on a read replica does without any of this.
 */
final class PostgresAlone {
    private static final Pattern TIME = Pattern.compile("Time: ([0-9.]+) ms");
    private static final int TIMES = 3;

    private static final Map<String, String> DIMENSIONS = Map.of(
            "region", "c.country",
            "country", "c.country",
            "category", "p.productLine",
            "product", "d.productCode");

    private PostgresAlone() {}

    /** Copies the shop and asks each question a few times, one after the other. */
    static List<Double> milliseconds(MeasuredShop shop, List<SalesPage.Question> questions)
            throws IOException, SQLException, InterruptedException {
        // Neither below the shop's own directory nor below this process's, which the server's user may not enter.
        Path directory = Files.createTempDirectory(Path.of("/tmp"), "shopstream-postgres");
        try (PostgresServer server = PostgresServer.start(directory)) {
            server.run("CREATE TABLE customers (customerNumber int PRIMARY KEY, country text);"
                    + " CREATE TABLE products (productCode text PRIMARY KEY, productLine text);"
                    + " CREATE TABLE orders (orderNumber int, orderDate timestamp, status text, customerNumber int);"
                    + " CREATE TABLE orderdetails (orderNumber int, productCode text, quantityOrdered int,"
                    + " priceEach numeric(10,2));");
            copy(shop, server, "customers", "customerNumber, country");
            copy(shop, server, "products", "productCode, productLine");
            copy(shop, server, "orders", "orderNumber, orderDate, status, customerNumber");
            copy(shop, server, "orderdetails", "orderNumber, productCode, quantityOrdered, priceEach");
            server.run("ALTER TABLE orders ADD PRIMARY KEY (orderNumber); CREATE INDEX ON orders (orderDate);"
                    + " CREATE INDEX ON orderdetails (orderNumber); VACUUM ANALYZE;");
            String script = questions.stream().map(PostgresAlone::sql).collect(Collectors.joining("\n"));
            server.run(script);
            return times(server.run("\\timing on\n" + script.repeat(TIMES)));
        } finally {
            Shops.delete(directory);
        }
    }

    /** The page's region is a seed's; here the country stands for it, which is no more work. */
    private static String sql(SalesPage.Question question) {
        List<String> groups = Stream.of(question.by().split(","))
                .filter(by -> !by.isEmpty())
                .map(DIMENSIONS::get)
                .collect(Collectors.toCollection(ArrayList::new));
        if (!question.grain().equals("total")) {
            groups.add("date_trunc('" + question.grain() + "', o.orderDate)");
        }
        String by = String.join(", ", groups);
        return "SELECT " + (by.isEmpty() ? "" : by + ", ")
                + "sum(d.quantityOrdered * d.priceEach), count(DISTINCT o.orderNumber), sum(d.quantityOrdered)"
                + " FROM orders o JOIN orderdetails d USING (orderNumber) JOIN customers c USING (customerNumber)"
                + " LEFT JOIN products p ON p.productCode = d.productCode"
                + " WHERE o.status <> 'Cancelled' AND o.orderDate >= '" + question.from() + "' AND o.orderDate < '"
                + question.to() + "'" + (by.isEmpty() ? "" : " GROUP BY " + by) + ";\n";
    }

    private static List<Double> times(String output) {
        List<Double> times = new ArrayList<>();
        Matcher time = TIME.matcher(output);
        while (time.find()) {
            times.add(Double.parseDouble(time.group(1)));
        }
        return times;
    }

    private static void copy(MeasuredShop shop, PostgresServer server, String table, String columns)
            throws IOException, SQLException, InterruptedException {
        Process psql = server.psql();
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement();
                OutputStream input = psql.getOutputStream();
                PrintStream lines =
                        new PrintStream(new BufferedOutputStream(input, 1 << 16), false, StandardCharsets.UTF_8)) {
            // Row by row: ten million lines do not fit into memory.
            statement.setFetchSize(10_000);
            lines.print("COPY " + table + " (" + columns + ") FROM STDIN;\n");
            try (ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM " + table)) {
                int count = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int i = 1; i <= count; i++) {
                        lines.print(rows.getString(i));
                        lines.print(i == count ? '\n' : '\t');
                    }
                }
            }
            lines.print("\\.\n");
        }
        PostgresServer.ended(psql, "COPY " + table);
    }
}
