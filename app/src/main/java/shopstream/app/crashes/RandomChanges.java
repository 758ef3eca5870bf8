package shopstream.app.crashes;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes such as a shop's own programs make, and some that nobody would expect, drawn from a seed. What is drawn for one
 * transaction does not depend on what became of those before it.
 */
public final class RandomChanges {
    private static final int NUMBERS_OF_WRITER = 1_000_000;
    private static final String LINE = "\"orderNumber\" = ? AND \"productCode\" = ?";

    private final SplittableRandom root;
    private final LocalDateTime newest;
    private final int days;
    private final int firstNumber;
    private SplittableRandom random;

    /**
     * @param writer several at once take order numbers of their own
     * @param newest orders are dated up to {@code days} before this moment
     */
    public RandomChanges(long seed, int writer, LocalDateTime newest, int days) {
        this.root = new SplittableRandom(seed * 31 + writer);
        this.newest = newest;
        this.days = days;
        this.firstNumber = (writer + 1) * NUMBERS_OF_WRITER;
    }

    /** Something done within each transaction before its changes. */
    interface Beginning {
        void in(Connection database) throws SQLException;
    }

    /** Makes {@code count} transactions of all kinds on a connection of their own. */
    public void make(Connection database, int count) throws SQLException {
        Dialect.of(database).prepare(database);
        for (int i = 0; i < count; i++) {
            transaction(database, false, each -> {});
        }
    }

    /**
     * Makes one transaction and says whether it was committed; some are rolled back at their end.
     *
     * @param insertOnly only new sales, so that no figure may fall
     */
    boolean transaction(Connection database, boolean insertOnly, Beginning beginning) throws SQLException {
        random = root.split();
        if (!insertOnly && random.nextInt(100) < 2) {
            harmlessDefinition(database);
        }
        database.setAutoCommit(false);
        boolean kept = random.nextInt(100) >= 5;
        try {
            beginning.in(database);
            int changes = random.nextInt(4) == 0 ? 2 + random.nextInt(8) : 1;
            for (int i = 0; i < changes; i++) {
                if (insertOnly) {
                    insert(database);
                } else {
                    change(database);
                }
            }
            if (kept) {
                database.commit();
            } else {
                database.rollback();
            }
            return kept;
        } catch (SQLException refused) {
            database.rollback();
            throw refused;
        }
    }

    private void insert(Connection database) throws SQLException {
        if (random.nextInt(25) == 0) {
            for (int i = 0; i < 60; i++) {
                insertOrder(database, "Shipped");
            }
        } else {
            insertOrder(database, "In Process");
        }
    }

    private void change(Connection database) throws SQLException {
        int kind = random.nextInt(100);
        if (kind < 22) {
            insertOrder(database, status());
        } else if (kind < 36) {
            changeLine(database);
        } else if (kind < 48) {
            update(
                    database,
                    "UPDATE \"orders\" SET \"status\" = ? WHERE \"orderNumber\" = ?",
                    status(),
                    anyOrder(database));
        } else if (kind < 55) {
            update(
                    database,
                    "UPDATE \"customers\" SET \"country\" = ? WHERE \"customerNumber\" = ?",
                    ShopTables.COUNTRIES.get(random.nextInt(ShopTables.COUNTRIES.size())),
                    anyCustomer(database));
        } else if (kind < 61) {
            changeProduct(database);
        } else if (kind < 66) {
            deleteOrder(database, anyOrder(database));
        } else if (kind < 70) {
            deleteLine(database);
        } else if (kind < 76) {
            moveOrderToAnotherNumber(database, anyOrder(database));
        } else if (kind < 79) {
            moveLineToAnotherProduct(database);
        } else if (kind < 84) {
            update(
                    database,
                    "UPDATE \"orders\" SET \"orderDate\" = ?, \"customerNumber\" = ? WHERE \"orderNumber\" = ?",
                    anyTime(),
                    anyCustomer(database),
                    anyOrder(database));
        } else if (kind < 88) {
            deleteAndInsertAgain(database, anyOrder(database));
        } else if (kind < 91) {
            undoneToASavepoint(database);
        } else if (kind < 94) {
            newProductAndCustomer(database);
        } else if (kind < 97) {
            // The order goes, its lines stay: they are no rows until it comes back.
            update(database, "DELETE FROM \"orders\" WHERE \"orderNumber\" = ?", anyOrder(database));
        } else {
            manyAtOnce(database);
        }
    }

    private void insertOrder(Connection database, String status) throws SQLException {
        long number = nextNumber(database);
        insertOrderRow(database, number, status);
        insertLines(database, number);
    }

    private void insertOrderRow(Connection database, long number, String status) throws SQLException {
        update(
                database,
                "INSERT INTO \"orders\" (\"orderNumber\", \"orderDate\", \"requiredDate\", \"status\","
                        + " \"customerNumber\") VALUES (?, ?, ?, ?, ?)",
                number,
                anyTime(),
                newest.toLocalDate(),
                status,
                anyCustomer(database));
    }

    private void insertLines(Connection database, long number) throws SQLException {
        List<Object> products = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int line = 1; line <= count; line++) {
            Object product = anyProduct(database);
            if (!products.contains(product)) {
                products.add(product);
                update(
                        database,
                        "INSERT INTO \"orderdetails\" (\"orderNumber\", \"productCode\", \"quantityOrdered\","
                                + " \"priceEach\", \"orderLineNumber\") VALUES (?, ?, ?, ?, ?)",
                        number,
                        product,
                        1 + random.nextInt(60),
                        price(),
                        line);
            }
        }
    }

    private void changeLine(Connection database) throws SQLException {
        long order = anyOrder(database);
        update(
                database,
                "UPDATE \"orderdetails\" SET \"quantityOrdered\" = ?, \"priceEach\" = ? WHERE " + LINE,
                1 + random.nextInt(90),
                price(),
                order,
                anyLine(database, order));
    }

    private void deleteLine(Connection database) throws SQLException {
        long order = anyOrder(database);
        update(database, "DELETE FROM \"orderdetails\" WHERE " + LINE, order, anyLine(database, order));
    }

    private void changeProduct(Connection database) throws SQLException {
        Object product = anyProduct(database);
        switch (random.nextInt(3)) {
            case 0 ->
                update(
                        database,
                        "UPDATE \"products\" SET \"productLine\" = (SELECT l FROM (SELECT MAX(\"productLine\") AS l FROM"
                                + " \"products\" WHERE \"productCode\" = ?) x) WHERE \"productCode\" = ?",
                        anyProduct(database),
                        product);
            case 1 ->
                update(
                        database,
                        "UPDATE \"products\" SET \"buyPrice\" = ? WHERE \"productCode\" = ?",
                        price(),
                        product);
            default ->
                update(
                        database,
                        "UPDATE \"products\" SET \"quantityInStock\" = ? WHERE \"productCode\" = ?",
                        random.nextInt(9_000),
                        product);
        }
    }

    private void deleteOrder(Connection database, long number) throws SQLException {
        update(database, "DELETE FROM \"orderdetails\" WHERE \"orderNumber\" = ?", number);
        update(database, "DELETE FROM \"orders\" WHERE \"orderNumber\" = ?", number);
    }

    /** A change of primary keys: the order's own, and those of all its lines. */
    private void moveOrderToAnotherNumber(Connection database, long number) throws SQLException {
        long other = nextNumber(database);
        update(database, "UPDATE \"orders\" SET \"orderNumber\" = ? WHERE \"orderNumber\" = ?", other, number);
        update(database, "UPDATE \"orderdetails\" SET \"orderNumber\" = ? WHERE \"orderNumber\" = ?", other, number);
    }

    private void moveLineToAnotherProduct(Connection database) throws SQLException {
        long order = anyOrder(database);
        Object product = anyProduct(database);
        if (number(database, "SELECT COUNT(*) FROM \"orderdetails\" WHERE " + LINE, order, product) == 0) {
            update(
                    database,
                    "UPDATE \"orderdetails\" SET \"productCode\" = ? WHERE " + LINE,
                    product,
                    order,
                    anyLine(database, order));
        }
    }

    private void deleteAndInsertAgain(Connection database, long number) throws SQLException {
        deleteOrder(database, number);
        insertOrderRow(database, number, status());
        insertLines(database, number);
    }

    private void undoneToASavepoint(Connection database) throws SQLException {
        changeLine(database);
        Savepoint before = database.setSavepoint();
        deleteOrder(database, anyOrder(database));
        insertOrder(database, status());
        database.rollback(before);
        insertOrder(database, status());
    }

    private void newProductAndCustomer(Connection database) throws SQLException {
        long number = nextNumber(database);
        String product = "N" + number;
        update(
                database,
                "INSERT INTO \"products\" (\"productCode\", \"productName\", \"productLine\", \"productScale\","
                        + " \"productVendor\", \"productDescription\", \"quantityInStock\", \"buyPrice\", \"MSRP\")"
                        + " SELECT ?, \"productName\", \"productLine\", \"productScale\", \"productVendor\", 'new', 1,"
                        + " 1, 2 FROM \"products\" WHERE \"productCode\" = ?",
                product,
                anyProduct(database));
        update(
                database,
                "INSERT INTO \"customers\" (\"customerNumber\", \"customerName\", \"contactLastName\","
                        + " \"contactFirstName\", \"phone\", \"addressLine1\", \"city\", \"country\") SELECT ?, 'New',"
                        + " 'L', 'F', '1', 'Street', 'Town', \"country\" FROM \"customers\" WHERE \"customerNumber\" = ?",
                number,
                anyCustomer(database));
        update(
                database,
                "INSERT INTO \"orders\" (\"orderNumber\", \"orderDate\", \"requiredDate\", \"status\","
                        + " \"customerNumber\") VALUES (?, ?, ?, 'Shipped', ?)",
                number,
                anyTime(),
                newest.toLocalDate(),
                number);
        update(
                database,
                "INSERT INTO \"orderdetails\" (\"orderNumber\", \"productCode\", \"quantityOrdered\", \"priceEach\","
                        + " \"orderLineNumber\") VALUES (?, ?, ?, ?, 1)",
                number,
                product,
                1 + random.nextInt(9),
                price());
    }

    private void manyAtOnce(Connection database) throws SQLException {
        int rest = random.nextInt(7);
        switch (random.nextInt(3)) {
            case 0 -> {
                for (int i = 0; i < 120; i++) {
                    insertOrder(database, status());
                }
            }
            case 1 ->
                update(
                        database,
                        "UPDATE \"orderdetails\" SET \"priceEach\" = \"priceEach\" + 0.01 WHERE MOD(\"orderNumber\", 7) = ? AND"
                                + " \"orderNumber\" >= ?",
                        rest,
                        ShopTables.FIRST_ORDER);
            default -> {
                update(
                        database,
                        "DELETE FROM \"orderdetails\" WHERE MOD(\"orderNumber\", 49) = ? AND \"orderNumber\" >= ?",
                        rest,
                        ShopTables.FIRST_ORDER);
                update(
                        database,
                        "DELETE FROM \"orders\" WHERE MOD(\"orderNumber\", 49) = ? AND \"orderNumber\" >= ?",
                        rest,
                        ShopTables.FIRST_ORDER);
            }
        }
    }

    /** What administrators do meanwhile to tables that no figure is made of. */
    private void harmlessDefinition(Connection database) throws SQLException {
        database.setAutoCommit(true);
        String table = "\"aside_" + firstNumber + "\"";
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table + " (\"id\" int PRIMARY KEY)");
            statement.execute("INSERT INTO " + table + " VALUES (" + random.nextInt(1 << 30) + ")");
            statement.execute("ALTER TABLE " + table + " ADD COLUMN \"words\" varchar(20)");
            statement.execute("DROP TABLE " + table);
        }
    }

    private long nextNumber(Connection database) throws SQLException {
        return number(
                database,
                "SELECT COALESCE(MAX(\"orderNumber\") + 1, " + firstNumber + ") FROM \"orders\" WHERE \"orderNumber\""
                        + " >= ? AND \"orderNumber\" < ?",
                firstNumber,
                firstNumber + NUMBERS_OF_WRITER);
    }

    private long anyOrder(Connection database) throws SQLException {
        return ((Number) any(database, "orders", "orderNumber", "\"orderNumber\" >= " + ShopTables.FIRST_ORDER))
                .longValue();
    }

    private Object anyCustomer(Connection database) throws SQLException {
        return any(database, "customers", "customerNumber", "1 = 1");
    }

    private Object anyProduct(Connection database) throws SQLException {
        return any(database, "products", "productCode", "\"productCode\" NOT LIKE '" + Marks.PRODUCT + "%'");
    }

    private Object any(Connection database, String table, String column, String where) throws SQLException {
        long rows = number(database, "SELECT COUNT(*) FROM \"" + table + "\" WHERE " + where);
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"" + column + "\" FROM \"" + table + "\" WHERE " + where
                        + " ORDER BY \"" + column + "\" LIMIT 1 OFFSET "
                        + random.nextInt((int) Math.max(1, Math.min(rows, 5_000))))) {
            if (!row.next()) {
                throw new SQLException("The table " + table + " is empty");
            }
            return row.getObject(1);
        }
    }

    /** The product of one of the order's lines; of an order without lines one that is nobody's. */
    private Object anyLine(Connection database, long order) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"productCode\" FROM \"orderdetails\" WHERE"
                        + " \"orderNumber\" = " + order + " ORDER BY \"productCode\" LIMIT 1 OFFSET "
                        + random.nextInt(2))) {
            return row.next() ? row.getObject(1) : "";
        }
    }

    private String status() {
        return ShopTables.STATUSES.get(random.nextInt(ShopTables.STATUSES.size()));
    }

    private LocalDateTime anyTime() {
        return newest.minusSeconds(random.nextInt(days * 86_400));
    }

    private BigDecimal price() {
        return BigDecimal.valueOf(100 + random.nextInt(20_000), 2);
    }

    private static long number(Connection database, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void update(Connection database, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            set(statement, values);
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
