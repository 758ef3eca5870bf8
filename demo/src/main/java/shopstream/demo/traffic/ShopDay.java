package shopstream.demo.traffic;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Arrivals;
import shopstream.demo.market.Country;
import shopstream.demo.market.Market;
import shopstream.demo.market.Order;
import shopstream.demo.market.Product;

/** Serves whoever arrives, and does a share of the work that comes with every order. */
public final class ShopDay {

    /** How often something happens, for one order that is made. */
    private static final double SHIPPED = 0.93;

    private static final double QUANTITY_CHANGED = 0.08;
    private static final double CANCELLED = 0.025;
    private static final double COMPLICATED = 0.012;
    private static final double RATED = 0.06;
    private static final double JOINED = 0.04;
    private static final double MOVED = 0.015;
    private static final double REPRICED = 0.03;

    private final ObjIntConsumer<Order> sold;
    private final Connection connection;
    private final Market market;
    private final Clock clock;
    private final RandomGenerator random;
    private final Counter counter;
    private final Office office;
    private final AddressBook customers;

    /**
     * @param connection is this one's alone from now on; the caller closes it
     * @param sold told of each order and its number when it is written
     */
    public ShopDay(
            Connection connection, Market market, Clock clock, RandomGenerator random, ObjIntConsumer<Order> sold)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Who changes the data by hand and forgets to commit must not stop the shop for long.
            statement.execute("SET innodb_lock_wait_timeout = 5");
        }
        this.sold = sold;
        this.connection = connection;
        this.market = market;
        this.clock = clock;
        this.random = random;
        this.counter = new Counter(connection, random);
        this.office = new Office(connection, random);
        this.customers = new AddressBook(connection, random);
    }

    /**
     * Sells to this one, now, and does what else is to do.
     *
     * @throws SQLException if the database refuses; nothing half-done is left, and the next one may be served
     */
    public void serve(Arrivals.Arrival arrival) throws SQLException {
        try {
            if (happens(JOINED)) {
                customers.welcome(arrival.country());
            }
            Order order = customers.perhapsByNewcomer(market.orders().order(arrival, random));
            OptionalInt number = counter.sell(order, now());
            number.ifPresent(written -> {
                office.received(written);
                sold.accept(order, written);
            });
            work(order);
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    private void work(Order order) throws SQLException {
        if (happens(SHIPPED)) {
            office.ship(now());
        }
        if (happens(QUANTITY_CHANGED)) {
            office.changeQuantity();
        }
        if (happens(CANCELLED)) {
            office.cancel();
        }
        if (happens(COMPLICATED)) {
            office.complicate();
        }
        if (happens(RATED)) {
            office.rate();
        }
        if (happens(MOVED)) {
            customers.move(
                    order.customerNumber(),
                    Country.all().get(random.nextInt(Country.all().size())));
        }
        if (happens(REPRICED)) {
            Product product = market.catalogue()
                    .products()
                    .get(random.nextInt(market.catalogue().products().size()));
            office.reprice(product.code());
        }
    }

    private boolean happens(double chance) {
        return random.nextDouble() < chance;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    }

    private void rollBack(SQLException reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
