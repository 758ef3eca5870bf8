package shopstream.demo.visitors;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.demo.market.Market;
import shopstream.demo.market.Order;
import shopstream.demo.market.Product;

/**
 * The visits that led to the latest orders of the shop's history, told once, the oldest first. Of earlier orders, and of those who
 * looked and did not buy, there is no browsing: a shop that begins to watch its pages has none either.
 */
public final class PastVisits {
    private static final Duration WATCHED = Duration.ofDays(3);

    /** At ten clicks or so to an order, a million at most. */
    private static final int MOST_ORDERS = 80_000;

    private final Market market;
    private final Tastes tastes;
    private final Telling telling;
    private final Map<String, Product> products = new HashMap<>();
    private final List<Click> waiting = new ArrayList<>();
    private long told;

    public PastVisits(Market market, Tastes tastes, URI platform, Clock clock) {
        this.market = market;
        this.tastes = tastes;
        this.telling = new Telling(platform, clock);
        market.catalogue().products().forEach(product -> products.put(product.code(), product));
    }

    /** When the first of them happened, at most. */
    public static Instant begin(Instant historyEnd) {
        return historyEnd.minus(WATCHED);
    }

    /**
     * Tells them all; what was told before counts once when it is told again within a day.
     *
     * @param end of the history
     * @return how many clicks were taken
     * @throws SQLException if the database refuses
     */
    public long tell(Connection connection, Instant end) throws SQLException, InterruptedException {
        try (PreparedStatement selection =
                connection.prepareStatement("SELECT o.orderNumber, o.orderDate, o.customerNumber,"
                        // Of an order that went well, the shop notes by which campaign it came.
                        + " IF(o.status IN ('In Process', 'Shipped'), o.comments, NULL), d.productCode, d.quantityOrdered,"
                        + " d.priceEach FROM (SELECT * FROM orders WHERE orderDate BETWEEN ? AND ?"
                        + " ORDER BY orderNumber DESC LIMIT " + MOST_ORDERS + ") AS o"
                        + " JOIN orderdetails d ON d.orderNumber = o.orderNumber"
                        + " ORDER BY o.orderNumber, d.orderLineNumber")) {
            selection.setObject(1, local(begin(end)));
            selection.setObject(2, local(end));
            selection.setFetchSize(1_000);
            try (ResultSet rows = selection.executeQuery()) {
                tell(rows);
            }
        }
        return told;
    }

    private void tell(ResultSet rows) throws SQLException, InterruptedException {
        int number = 0;
        Order order = null;
        while (rows.next()) {
            if (order == null || rows.getInt(1) != number) {
                add(number, order);
                number = rows.getInt(1);
                order = new Order(
                        rows.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        rows.getInt(3),
                        new ArrayList<>(),
                        Optional.ofNullable(rows.getString(4)));
            }
            Product product = products.get(rows.getString(5));
            if (product != null) {
                order.lines()
                        .add(new Order.Line(
                                product,
                                rows.getInt(6),
                                rows.getBigDecimal(7).movePointRight(2).longValue()));
            }
        }
        add(number, order);
        send();
    }

    private void add(int number, Order order) throws InterruptedException {
        if (order == null || order.lines().isEmpty()) {
            return;
        }
        // The same again when it is told again.
        waiting.addAll(new Buyer(market, tastes, Shelf.EMPTY, market.random(number)).visit(number, order));
        if (waiting.size() >= Telling.AT_ONCE) {
            send();
        }
    }

    private void send() throws InterruptedException {
        for (int from = 0; from < waiting.size(); from += Telling.AT_ONCE) {
            List<Click> batch = waiting.subList(from, Math.min(from + Telling.AT_ONCE, waiting.size()));
            while (!telling.tell(batch)) {
                Thread.sleep(1_000);
            }
            told += batch.size();
        }
        waiting.clear();
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
