package shopstream.app.crashes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** A small shop, the same for the same seed, with the tables and columns that the shipped folder expects. */
final class ShopTables {
    static final List<String> COUNTRIES = List.of("France", "USA", "Japan", "Germany", "Norway", "Australia", "Utopia");
    static final List<String> STATUSES =
            List.of("Shipped", "Resolved", "Cancelled", "On Hold", "Disputed", "In Process");
    /** Rows below are the writers' own, see {@link RandomChanges}. */
    static final int FIRST_ORDER = 1_000;

    static final int CUSTOMERS = 60;
    static final int PRODUCTS = 24;
    static final int LINES = 8;
    private static final int ORDERS = 1_500;

    private ShopTables() {}

    static void create(Connection connection, Dialect dialect, long seed, LocalDateTime newest, int days)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables(dialect.dateTime())) {
                statement.execute(table);
            }
            SplittableRandom random = new SplittableRandom(seed);
            statement.execute(customers(random));
            statement.execute(products(random));
            for (int first = FIRST_ORDER; first < FIRST_ORDER + ORDERS; first += 250) {
                orders(statement, first, first + 250, newest, days, random);
            }
        }
    }

    /** What administrators do meanwhile to tables that no figure is made of. */
    static void defineAside(Connection connection, String table, int value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS \"" + table + "\" (\"id\" int PRIMARY KEY)");
            statement.execute("INSERT INTO \"" + table + "\" VALUES (" + value + ")");
            statement.execute("ALTER TABLE \"" + table + "\" ADD COLUMN \"words\" varchar(20)");
            statement.execute("DROP TABLE \"" + table + "\"");
        }
    }

    private static List<String> tables(String dateTime) {
        return List.of(
                "CREATE TABLE \"customers\" (\"customerNumber\" int PRIMARY KEY, \"customerName\" varchar(50) NOT NULL,"
                        + " \"contactLastName\" varchar(50) NOT NULL, \"contactFirstName\" varchar(50) NOT NULL,"
                        + " \"phone\" varchar(50) NOT NULL, \"addressLine1\" varchar(50) NOT NULL, \"city\" varchar(50) NOT NULL,"
                        + " \"state\" varchar(50), \"postalCode\" varchar(15), \"country\" varchar(50) NOT NULL,"
                        + " \"creditLimit\" decimal(10,2))",
                "CREATE TABLE \"products\" (\"productCode\" varchar(15) PRIMARY KEY, \"productName\" varchar(70) NOT NULL,"
                        + " \"productLine\" varchar(50) NOT NULL, \"productScale\" varchar(10) NOT NULL,"
                        + " \"productVendor\" varchar(50) NOT NULL, \"productDescription\" text NOT NULL,"
                        + " \"quantityInStock\" smallint NOT NULL, \"buyPrice\" decimal(10,2) NOT NULL,"
                        + " \"MSRP\" decimal(10,2) NOT NULL)",
                "CREATE TABLE \"orders\" (\"orderNumber\" int PRIMARY KEY, \"orderDate\" " + dateTime + " NOT NULL,"
                        + " \"requiredDate\" date NOT NULL, \"shippedDate\" date, \"status\" varchar(15) NOT NULL,"
                        + " \"comments\" text, \"customerNumber\" int NOT NULL)",
                "CREATE TABLE \"orderdetails\" (\"orderNumber\" int, \"productCode\" varchar(15),"
                        + " \"quantityOrdered\" int NOT NULL, \"priceEach\" decimal(10,2) NOT NULL,"
                        + " \"orderLineNumber\" smallint NOT NULL, PRIMARY KEY (\"orderNumber\", \"productCode\"))",
                "CREATE TABLE \"notes\" (\"id\" int PRIMARY KEY, \"words\" varchar(200))");
    }

    private static String customers(SplittableRandom random) {
        StringJoiner rows = new StringJoiner(", ", "INSERT INTO \"customers\" VALUES ", "");
        for (int i = 0; i < CUSTOMERS; i++) {
            rows.add("(" + (100 + i) + ", 'Customer " + i + "', 'L', 'F', '1', 'Street', 'Town', NULL, NULL, '"
                    + COUNTRIES.get(random.nextInt(COUNTRIES.size())) + "', 1000)");
        }
        return rows.toString();
    }

    private static String products(SplittableRandom random) {
        StringJoiner rows = new StringJoiner(", ", "INSERT INTO \"products\" VALUES ", "");
        for (int i = 0; i < PRODUCTS; i++) {
            // Long enough to be kept out of line by PostgreSQL, so that updates do not carry it.
            rows.add("('P" + (10 + i) + "', 'Product " + i + "', 'Line " + random.nextInt(LINES)
                    + "', '1:1', 'Maker', '" + words(random) + "', 5, " + (1 + i) + ", " + (2 + i) + ")");
        }
        return rows.toString();
    }

    private static String words(SplittableRandom random) {
        StringBuilder words = new StringBuilder();
        while (words.length() < 6_000) {
            words.append(Long.toString(random.nextLong(), 36)).append(' ');
        }
        return words.toString();
    }

    private static void orders(
            Statement statement, int first, int end, LocalDateTime newest, int days, SplittableRandom random)
            throws SQLException {
        StringJoiner orders = new StringJoiner(
                ", ",
                "INSERT INTO \"orders\" (\"orderNumber\", \"orderDate\", \"requiredDate\", \"status\","
                        + " \"customerNumber\") VALUES ",
                "");
        StringJoiner lines = new StringJoiner(", ", "INSERT INTO \"orderdetails\" VALUES ", "");
        for (int order = first; order < end; order++) {
            orders.add("(" + order + ", '" + newest.minusSeconds(random.nextInt(days * 86_400)) + "', '"
                    + newest.toLocalDate() + "', '" + STATUSES.get(random.nextInt(STATUSES.size())) + "', "
                    + (100 + random.nextInt(CUSTOMERS)) + ")");
            int product = random.nextInt(PRODUCTS);
            int count = 1 + random.nextInt(5);
            for (int line = 1; line <= count; line++) {
                lines.add("(" + order + ", 'P" + (10 + (product + line) % PRODUCTS) + "', " + (1 + random.nextInt(60))
                        + ", " + (100 + random.nextInt(20_000)) / 100.0 + ", " + line + ")");
            }
        }
        statement.execute(orders.toString());
        statement.execute(lines.toString());
    }
}
