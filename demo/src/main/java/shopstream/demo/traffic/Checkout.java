package shopstream.demo.traffic;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Customer;
import shopstream.demo.market.Fulfilment;
import shopstream.demo.market.Order;

/** The store's way to pay: writes orders as the counter does, at the price that the page shows. */
public final class Checkout {

    /** Who buys. */
    public sealed interface Buyer {
        /** Somebody the shop's books have. */
        record Known(int customerNumber) implements Buyer {}

        /** Somebody who is entered into them with this order. */
        record New(Customer customer) implements Buyer {}
    }

    /** What is bought of one product. */
    public record Wanted(String code, int quantity) {}

    /** A line as it was written. */
    public record Sold(String code, int quantity, BigDecimal price) {}

    /** An order as it was written. */
    public record Receipt(int orderNumber, int customerNumber, List<Sold> lines) {

        public BigDecimal total() {
            return lines.stream()
                    .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private final Connection connection;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param connection is this one's alone from now on; the caller closes it */
    public Checkout(Connection connection, Clock clock, RandomGenerator random) throws SQLException {
        connection.setAutoCommit(false);
        this.connection = connection;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Writes one order in one transaction.
     *
     * @return nothing if the shop has no such customer or lacks one of the products; nothing is written then
     */
    public Optional<Receipt> buy(Buyer buyer, List<Wanted> basket) throws SQLException {
        return Transaction.of(connection, () -> {
            Optional<Receipt> receipt = written(buyer, basket);
            if (receipt.isEmpty()) {
                connection.rollback();
            }
            return receipt;
        });
    }

    private Optional<Receipt> written(Buyer buyer, List<Wanted> basket) throws SQLException {
        OrderBook book = new OrderBook(connection);
        int customer = buyer instanceof Buyer.New entered
                ? AddressBook.enter(connection, entered.customer())
                : ((Buyer.Known) buyer).customerNumber();
        if (!book.knows(customer)) {
            return Optional.empty();
        }
        Order order = new Order(clock.instant(), customer, List.of(), Optional.empty());
        int number = book.open(customer, now(), Fulfilment.begun(order, random));
        List<Sold> lines = new ArrayList<>();
        for (Wanted wanted : basket) {
            OptionalLong cents = book.takeFromStock(wanted.code(), wanted.quantity());
            if (cents.isEmpty()) {
                return Optional.empty();
            }
            Sold sold = new Sold(wanted.code(), wanted.quantity(), BigDecimal.valueOf(cents.getAsLong(), 2));
            lines.add(sold);
            book.line(number, lines.size(), sold.code(), sold.quantity(), sold.price());
        }
        return Optional.of(new Receipt(number, customer, List.copyOf(lines)));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    }
}
