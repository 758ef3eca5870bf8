package shopstream.demo.traffic;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Country;
import shopstream.demo.market.Customer;
import shopstream.demo.market.Order;
import shopstream.demo.market.Population;

/** The shop's customers, of whom some are new and some move; each change is a transaction. */
final class AddressBook {

    private static final double ORDERS_OF_NEWCOMERS = 0.06;

    private final Connection connection;
    private final RandomGenerator random;
    private final List<Integer> newcomers;

    /** @param connection without auto-commit */
    AddressBook(Connection connection, RandomGenerator random) throws SQLException {
        this.connection = connection;
        this.random = random;
        this.newcomers = Sql.numbers(
                connection,
                "SELECT customerNumber FROM customers WHERE customerNumber >= ?",
                Population.FIRST_NUMBER + Population.SIZE);
        connection.commit();
    }

    void welcome(Country country) throws SQLException {
        Customer customer = Customer.in(country, random);
        newcomers.add(Transaction.of(connection, () -> enter(connection, customer)));
    }

    /** Writes down a new customer; whoever calls commits. Returns the customer's number. */
    static int enter(Connection connection, Customer customer) throws SQLException {
        int number = Sql.first(
                        connection,
                        "SELECT GREATEST(COALESCE(MAX(customerNumber), 0) + 1, ?) FROM customers",
                        Population.FIRST_NUMBER + Population.SIZE)
                .orElseThrow();
        Sql.change(
                connection,
                "INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                customer.name(),
                customer.lastName(),
                customer.firstName(),
                customer.phone(),
                customer.address(),
                customer.addressSupplement().orElse(null),
                customer.city(),
                customer.state().orElse(null),
                customer.postalCode().orElse(null),
                customer.country(),
                customer.salesRepresentative(),
                BigDecimal.valueOf(customer.creditCents(), 2));
        return number;
    }

    /** A customer moves to this country, under the same name. */
    void move(int customerNumber, Country to) throws SQLException {
        Customer there = Customer.in(to, random);
        Sql.change(
                connection,
                "UPDATE customers SET phone = ?, addressLine1 = ?, addressLine2 = ?, city = ?, state = ?,"
                        + " postalCode = ?, country = ?, salesRepEmployeeNumber = ? WHERE customerNumber = ?",
                there.phone(),
                there.address(),
                there.addressSupplement().orElse(null),
                there.city(),
                there.state().orElse(null),
                there.postalCode().orElse(null),
                there.country(),
                there.salesRepresentative(),
                customerNumber);
        connection.commit();
    }

    /** Now and then it is somebody new who buys. */
    Order perhapsByNewcomer(Order order) {
        if (newcomers.isEmpty() || random.nextDouble() >= ORDERS_OF_NEWCOMERS) {
            return order;
        }
        int customer = newcomers.get(random.nextInt(newcomers.size()));
        return new Order(order.time(), customer, order.lines(), order.campaign());
    }
}
