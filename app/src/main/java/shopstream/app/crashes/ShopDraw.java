package shopstream.app.crashes;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.SplittableRandom;

/** What one transaction draws: rows that are in the shop, and values for others. */
final class ShopDraw {
    private final Connection database;
    private final SplittableRandom random;
    private final LocalDateTime newest;
    private final int days;
    private final int firstNumber;

    ShopDraw(Connection database, SplittableRandom random, LocalDateTime newest, int days, int firstNumber) {
        this.database = database;
        this.random = random;
        this.newest = newest;
        this.days = days;
        this.firstNumber = firstNumber;
    }

    long nextNumber() throws SQLException {
        return number(
                "SELECT COALESCE(MAX(\"orderNumber\") + 1, " + firstNumber + ") FROM \"orders\" WHERE \"orderNumber\""
                        + " >= ? AND \"orderNumber\" < ?",
                firstNumber,
                firstNumber + RandomChanges.NUMBERS_OF_WRITER);
    }

    long anyOrder() throws SQLException {
        return ((Number) any("orders", "orderNumber", "\"orderNumber\" >= " + ShopTables.FIRST_ORDER)).longValue();
    }

    Object anyCustomer() throws SQLException {
        return any("customers", "customerNumber", "1 = 1");
    }

    Object anyProduct() throws SQLException {
        return any("products", "productCode", "\"productCode\" NOT LIKE '" + Marks.PRODUCT + "%'");
    }

    private Object any(String table, String column, String where) throws SQLException {
        long rows = number("SELECT COUNT(*) FROM \"" + table + "\" WHERE " + where);
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
    Object anyLine(long order) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"productCode\" FROM \"orderdetails\" WHERE"
                        + " \"orderNumber\" = " + order + " ORDER BY \"productCode\" LIMIT 1 OFFSET "
                        + random.nextInt(2))) {
            return row.next() ? row.getObject(1) : "";
        }
    }

    String status() {
        return ShopTables.STATUSES.get(random.nextInt(ShopTables.STATUSES.size()));
    }

    LocalDateTime anyTime() {
        return newest.minusSeconds(random.nextInt(days * 86_400));
    }

    BigDecimal price() {
        return BigDecimal.valueOf(100 + random.nextInt(20_000), 2);
    }

    long number(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void update(String sql, Object... values) throws SQLException {
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
