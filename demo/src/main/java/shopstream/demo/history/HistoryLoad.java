package shopstream.demo.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import shopstream.demo.market.Arrivals;
import shopstream.demo.market.Market;
import shopstream.demo.market.Order;

/** Writes the shop's whole past; what a crash left of an earlier attempt is removed first. */
public final class HistoryLoad {

    private static final int REPORT_EVERY = 5_000;

    private final ConnectionSource database;
    private final Market market;
    private final Instant start;
    private final Instant end;

    /**
     * @param database gives an administrator's connections that allow LOAD DATA LOCAL
     * @param end exclusive; no order is later
     */
    public HistoryLoad(ConnectionSource database, Market market, Instant start, Instant end) {
        this.database = database;
        this.market = market;
        this.start = start;
        this.end = end;
    }

    /** Opens connections. */
    public interface ConnectionSource {
        Connection connect() throws SQLException;
    }

    /** Told how far the past has been written. */
    public interface Progress {
        /** @param expected an estimate; {@code done} may end somewhat below or above it */
        void written(long done, long expected);
    }

    /** Returns when all of it is in the database and safe on disk. */
    public void write(Progress progress) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_log_bin = 0");
            ShopTables.recreate(connection);
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0");
            try {
                load(progress);
                ShopTables.addIndexes(connection);
            } finally {
                statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            }
        }
    }

    private void load(Progress progress) throws SQLException {
        try (TableLoad customers = new TableLoad("customers", database.connect());
                TableLoad productLines = new TableLoad("productlines", database.connect());
                TableLoad products = new TableLoad("products", database.connect());
                TableLoad orders = new TableLoad("orders", database.connect());
                TableLoad lines = new TableLoad("orderdetails", database.connect());
                TableLoad payments = new TableLoad("payments", database.connect());
                TableLoad ratings = new TableLoad("ratings", database.connect())) {
            HistoryRows rows = new HistoryRows(market, end);
            rows.catalogue(productLines, products);
            productLines.finish();
            products.finish();
            rows.customers(customers);
            Arrivals arrivals = new Arrivals(market.rhythm(), start, market.random(0));
            var choice = market.random(1);
            long expected = expectedOrders();
            long count = 0;
            Arrivals.Arrival arrival = arrivals.next();
            while (arrival.time().isBefore(end)) {
                Order order = market.orders().order(arrival, choice);
                rows.order(order, orders, lines, payments, ratings);
                if (++count % REPORT_EVERY == 0) {
                    progress.written(count, Math.max(count, expected));
                }
                arrival = arrivals.next();
            }
            customers.finish();
            orders.finish();
            payments.finish();
            ratings.finish();
            lines.finish();
            progress.written(count, count);
        }
    }

    private long expectedOrders() {
        double sum = 0;
        for (Instant hour = start; hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
            sum += market.rhythm().ordersPerSecond(hour) * Duration.ofHours(1).toSeconds();
        }
        return Math.round(sum);
    }
}
