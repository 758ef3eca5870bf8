package shopstream.app.crashes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes such as a shop's own programs make, and some that nobody would expect, drawn from a seed. What is drawn for one
 * transaction does not depend on what became of those before it.
 */
public final class RandomChanges {
    static final int NUMBERS_OF_WRITER = 1_000_000;
    private static final String LINE = "\"orderNumber\" = ? AND \"productCode\" = ?";

    private final SplittableRandom root;
    private final LocalDateTime newest;
    private final int days;
    private final int firstNumber;
    private SplittableRandom random;
    private ShopDraw draw;

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
        draw = new ShopDraw(database, random, newest, days, firstNumber);
        if (!insertOnly && random.nextInt(100) < 2) {
            database.setAutoCommit(true);
            ShopTables.defineAside(database, "aside_" + firstNumber, random.nextInt(1 << 30));
        }
        database.setAutoCommit(false);
        boolean kept = random.nextInt(100) >= 5;
        try {
            beginning.in(database);
            int changes = random.nextInt(4) == 0 ? 2 + random.nextInt(8) : 1;
            for (int i = 0; i < changes; i++) {
                if (insertOnly) {
                    insert();
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

    private void insert() throws SQLException {
        if (random.nextInt(25) == 0) {
            for (int i = 0; i < 60; i++) {
                insertOrder("Shipped");
            }
        } else {
            insertOrder("In Process");
        }
    }

    private void change(Connection database) throws SQLException {
        int kind = random.nextInt(100);
        if (kind < 22) {
            insertOrder(draw.status());
        } else if (kind < 36) {
            changeLine();
        } else if (kind < 48) {
            draw.update(
                    "UPDATE \"orders\" SET \"status\" = ? WHERE \"orderNumber\" = ?", draw.status(), draw.anyOrder());
        } else if (kind < 55) {
            draw.update(
                    "UPDATE \"customers\" SET \"country\" = ? WHERE \"customerNumber\" = ?",
                    ShopTables.COUNTRIES.get(random.nextInt(ShopTables.COUNTRIES.size())),
                    draw.anyCustomer());
        } else if (kind < 61) {
            changeProduct();
        } else if (kind < 66) {
            deleteOrder(draw.anyOrder());
        } else if (kind < 70) {
            deleteLine();
        } else if (kind < 76) {
            moveOrderToAnotherNumber(draw.anyOrder());
        } else if (kind < 79) {
            moveLineToAnotherProduct();
        } else if (kind < 84) {
            draw.update(
                    "UPDATE \"orders\" SET \"orderDate\" = ?, \"customerNumber\" = ? WHERE \"orderNumber\" = ?",
                    draw.anyTime(),
                    draw.anyCustomer(),
                    draw.anyOrder());
        } else if (kind < 88) {
            deleteAndInsertAgain(draw.anyOrder());
        } else if (kind < 91) {
            undoneToASavepoint(database);
        } else if (kind < 94) {
            newProductAndCustomer();
        } else if (kind < 97) {
            // The order goes, its lines stay: they are no rows until it comes back.
            draw.update("DELETE FROM \"orders\" WHERE \"orderNumber\" = ?", draw.anyOrder());
        } else {
            manyAtOnce();
        }
    }

    private void insertOrder(String status) throws SQLException {
        long number = draw.nextNumber();
        insertOrderRow(number, status, draw.anyCustomer());
        insertLines(number);
    }

    private void insertOrderRow(long number, String status, Object customer) throws SQLException {
        draw.update(
                "INSERT INTO \"orders\" (\"orderNumber\", \"orderDate\", \"requiredDate\", \"status\","
                        + " \"customerNumber\") VALUES (?, ?, ?, ?, ?)",
                number,
                draw.anyTime(),
                newest.toLocalDate(),
                status,
                customer);
    }

    private void insertLines(long number) throws SQLException {
        List<Object> products = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int line = 1; line <= count; line++) {
            Object product = draw.anyProduct();
            if (!products.contains(product)) {
                products.add(product);
                insertLine(number, product, line);
            }
        }
    }

    private void insertLine(long number, Object product, int line) throws SQLException {
        draw.update(
                "INSERT INTO \"orderdetails\" (\"orderNumber\", \"productCode\", \"quantityOrdered\","
                        + " \"priceEach\", \"orderLineNumber\") VALUES (?, ?, ?, ?, ?)",
                number,
                product,
                1 + random.nextInt(60),
                draw.price(),
                line);
    }

    private void changeLine() throws SQLException {
        long order = draw.anyOrder();
        draw.update(
                "UPDATE \"orderdetails\" SET \"quantityOrdered\" = ?, \"priceEach\" = ? WHERE " + LINE,
                1 + random.nextInt(90),
                draw.price(),
                order,
                draw.anyLine(order));
    }

    private void deleteLine() throws SQLException {
        long order = draw.anyOrder();
        draw.update("DELETE FROM \"orderdetails\" WHERE " + LINE, order, draw.anyLine(order));
    }

    private void changeProduct() throws SQLException {
        Object product = draw.anyProduct();
        switch (random.nextInt(3)) {
            case 0 ->
                draw.update(
                        "UPDATE \"products\" SET \"productLine\" = (SELECT l FROM (SELECT MAX(\"productLine\") AS l FROM"
                                + " \"products\" WHERE \"productCode\" = ?) x) WHERE \"productCode\" = ?",
                        draw.anyProduct(),
                        product);
            case 1 ->
                draw.update(
                        "UPDATE \"products\" SET \"buyPrice\" = ? WHERE \"productCode\" = ?", draw.price(), product);
            default ->
                draw.update(
                        "UPDATE \"products\" SET \"quantityInStock\" = ? WHERE \"productCode\" = ?",
                        random.nextInt(9_000),
                        product);
        }
    }

    private void deleteOrder(long number) throws SQLException {
        draw.update("DELETE FROM \"orderdetails\" WHERE \"orderNumber\" = ?", number);
        draw.update("DELETE FROM \"orders\" WHERE \"orderNumber\" = ?", number);
    }

    /** A change of primary keys: the order's own, and those of all its lines. */
    private void moveOrderToAnotherNumber(long number) throws SQLException {
        long other = draw.nextNumber();
        draw.update("UPDATE \"orders\" SET \"orderNumber\" = ? WHERE \"orderNumber\" = ?", other, number);
        draw.update("UPDATE \"orderdetails\" SET \"orderNumber\" = ? WHERE \"orderNumber\" = ?", other, number);
    }

    private void moveLineToAnotherProduct() throws SQLException {
        long order = draw.anyOrder();
        Object product = draw.anyProduct();
        if (draw.number("SELECT COUNT(*) FROM \"orderdetails\" WHERE " + LINE, order, product) == 0) {
            draw.update(
                    "UPDATE \"orderdetails\" SET \"productCode\" = ? WHERE " + LINE,
                    product,
                    order,
                    draw.anyLine(order));
        }
    }

    private void deleteAndInsertAgain(long number) throws SQLException {
        deleteOrder(number);
        insertOrderRow(number, draw.status(), draw.anyCustomer());
        insertLines(number);
    }

    private void undoneToASavepoint(Connection database) throws SQLException {
        changeLine();
        Savepoint before = database.setSavepoint();
        deleteOrder(draw.anyOrder());
        insertOrder(draw.status());
        database.rollback(before);
        insertOrder(draw.status());
    }

    private void newProductAndCustomer() throws SQLException {
        long number = draw.nextNumber();
        String product = "N" + number;
        draw.update(
                "INSERT INTO \"products\" (\"productCode\", \"productName\", \"productLine\", \"productScale\","
                        + " \"productVendor\", \"productDescription\", \"quantityInStock\", \"buyPrice\", \"MSRP\")"
                        + " SELECT ?, \"productName\", \"productLine\", \"productScale\", \"productVendor\", 'new', 1,"
                        + " 1, 2 FROM \"products\" WHERE \"productCode\" = ?",
                product,
                draw.anyProduct());
        draw.update(
                "INSERT INTO \"customers\" (\"customerNumber\", \"customerName\", \"contactLastName\","
                        + " \"contactFirstName\", \"phone\", \"addressLine1\", \"city\", \"country\") SELECT ?, 'New',"
                        + " 'L', 'F', '1', 'Street', 'Town', \"country\" FROM \"customers\" WHERE \"customerNumber\" = ?",
                number,
                draw.anyCustomer());
        insertOrderRow(number, "Shipped", number);
        insertLine(number, product, 1);
    }

    private void manyAtOnce() throws SQLException {
        int rest = random.nextInt(7);
        switch (random.nextInt(3)) {
            case 0 -> {
                for (int i = 0; i < 120; i++) {
                    insertOrder(draw.status());
                }
            }
            case 1 ->
                draw.update(
                        "UPDATE \"orderdetails\" SET \"priceEach\" = \"priceEach\" + 0.01 WHERE MOD(\"orderNumber\", 7) = ? AND"
                                + " \"orderNumber\" >= ?",
                        rest,
                        ShopTables.FIRST_ORDER);
            default -> {
                draw.update(
                        "DELETE FROM \"orderdetails\" WHERE MOD(\"orderNumber\", 49) = ? AND \"orderNumber\" >= ?",
                        rest,
                        ShopTables.FIRST_ORDER);
                draw.update(
                        "DELETE FROM \"orders\" WHERE MOD(\"orderNumber\", 49) = ? AND \"orderNumber\" >= ?",
                        rest,
                        ShopTables.FIRST_ORDER);
            }
        }
    }
}
