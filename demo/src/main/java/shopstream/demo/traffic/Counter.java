package shopstream.demo.traffic;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Fulfilment;
import shopstream.demo.market.Order;
import shopstream.demo.market.OrderSource;

/** The shop's counter: takes orders, one transaction each, and gives the goods out of the stock. */
final class Counter {

    private final Connection connection;
    private final RandomGenerator random;
    private final OrderBook book;

    /** @param connection without auto-commit */
    Counter(Connection connection, RandomGenerator random) {
        this.connection = connection;
        this.random = random;
        this.book = new OrderBook(connection);
    }

    /**
     * Writes the order with its lines.
     *
     * @return its number; nothing if the customer or all of the products have gone from the database meanwhile
     */
    OptionalInt sell(Order order, LocalDateTime now) throws SQLException {
        return Transaction.of(connection, () -> written(order, now));
    }

    private OptionalInt written(Order order, LocalDateTime now) throws SQLException {
        int number = 0;
        if (book.knows(order.customerNumber())) {
            int position = 0;
            for (Order.Line line : order.lines()) {
                OptionalLong suggested = book.takeFromStock(line.product().code(), line.quantity());
                if (suggested.isPresent()) {
                    if (position == 0) {
                        Fulfilment begun = Fulfilment.begun(order, random);
                        number = book.open(order.customerNumber(), now, begun);
                    }
                    long cents = OrderSource.discounted(
                            suggested.getAsLong(), order.campaign().isPresent(), random);
                    book.line(number, ++position, line.product().code(), line.quantity(), BigDecimal.valueOf(cents, 2));
                }
            }
        }
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
