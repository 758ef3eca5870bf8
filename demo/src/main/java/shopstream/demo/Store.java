package shopstream.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import shopstream.demo.market.Country;
import shopstream.demo.market.Customer;
import shopstream.demo.market.Population;
import shopstream.demo.traffic.Checkout;

/**
 * What the sample shop's own pages need of its database: products, customers, and a way to buy. Thread safe.
 *
 * <p>Every method throws {@link SampleShopException} if the database refuses.
 */
public final class Store {
    private static final int MOST_LISTED = 300;
    private static final String ITEMS = "SELECT productCode, productName, productLine, productScale, productVendor,"
            + " productDescription, quantityInStock, MSRP FROM products";

    /** Something on the shelf, as it is at this moment. */
    public record Item(
            String code,
            String name,
            String category,
            String scale,
            String vendor,
            String description,
            int stock,
            BigDecimal price) {}

    /** A customer who may sign in. */
    public record Shopper(int number, String name, String city, String country) {}

    private final SampleDatabase database;
    private final Clock clock;

    Store(SampleDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What its products are sorted by. */
    public List<String> categories() {
        return read(
                "SELECT productLine FROM products GROUP BY productLine ORDER BY productLine",
                rows -> rows.getString(1));
    }

    /** Products of a category or of all, mixed; those whose name or maker has the words of a search, where there is one. */
    public List<Item> items(Optional<String> category, Optional<String> search) {
        String pattern = "%" + search.orElse("").replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return read(
                ITEMS + " WHERE (? = '' OR productLine = ?)"
                        + " AND (productName LIKE ? OR productVendor LIKE ? OR productLine LIKE ?)"
                        + " ORDER BY CRC32(productCode) LIMIT " + MOST_LISTED,
                Store::item,
                category.orElse(""),
                category.orElse(""),
                pattern,
                pattern,
                pattern);
    }

    public Optional<Item> item(String code) {
        return read(ITEMS + " WHERE productCode = ?", Store::item, code).stream()
                .findFirst();
    }

    /** The shop's first customer and those who bought last, each once. */
    public List<Shopper> shoppers(int most) {
        return Stream.concat(shopper(Population.FIRST_NUMBER).stream(), latest(most).stream())
                .distinct()
                .limit(most)
                .toList();
    }

    private List<Shopper> latest(int most) {
        return read(
                "SELECT c.customerNumber, c.customerName, c.city, c.country FROM customers c JOIN"
                        + " (SELECT customerNumber, MAX(orderNumber) AS latest FROM"
                        + " (SELECT customerNumber, orderNumber FROM orders ORDER BY orderNumber DESC LIMIT 400) AS recent"
                        + " GROUP BY customerNumber ORDER BY latest DESC LIMIT ?) AS buyers"
                        + " ON buyers.customerNumber = c.customerNumber ORDER BY buyers.latest DESC",
                Store::shopper,
                most);
    }

    private Optional<Shopper> shopper(int number) {
        return read(
                        "SELECT customerNumber, customerName, city, country FROM customers WHERE customerNumber = ?",
                        Store::shopper,
                        number)
                .stream()
                .findFirst();
    }

    /** Where somebody new may live. */
    public static List<String> countries() {
        return Country.all().stream().map(Country::name).sorted().toList();
    }

    /**
     * Sells to a customer of the shop.
     *
     * @return nothing if there is no such customer, or one of the products is not there
     */
    public Optional<Checkout.Receipt> sell(int customerNumber, List<Checkout.Wanted> basket) {
        return sell(new Checkout.Buyer.Known(customerNumber), basket);
    }

    /**
     * Sells to somebody new, who becomes a customer of the shop with this.
     *
     * @throws IllegalArgumentException if the shop does not sell to that country
     */
    public Optional<Checkout.Receipt> sell(String name, String country, List<Checkout.Wanted> basket) {
        Country home = Country.all().stream()
                .filter(each -> each.name().equals(country))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The shop does not sell to '" + country + "'."));
        return sell(new Checkout.Buyer.New(Customer.in(home, chance()).named(name)), basket);
    }

    private Optional<Checkout.Receipt> sell(Checkout.Buyer buyer, List<Checkout.Wanted> basket) {
        try (Connection connection = database.connectAsOwner()) {
            return new Checkout(connection, clock, chance()).buy(buyer, basket);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private RandomGenerator chance() {
        return new SplittableRandom(clock.millis());
    }

    private interface Row<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> List<T> read(String sql, Row<T> row, Object... values) {
        try (Connection connection = database.connectAsOwner();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.of(rows));
                }
            }
            return List.copyOf(found);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static Item item(ResultSet rows) throws SQLException {
        return new Item(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getInt(7),
                rows.getBigDecimal(8));
    }

    private static Shopper shopper(ResultSet rows) throws SQLException {
        return new Shopper(
                rows.getInt(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4).strip());
    }

    private static SampleShopException failure(SQLException e) {
        return new SampleShopException("The sample shop's database does not answer: " + e.getMessage(), e);
    }
}
