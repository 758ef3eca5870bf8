package shopstream.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.demo.market.Arrivals;
import shopstream.demo.market.Market;
import shopstream.demo.market.Order;
import shopstream.demo.traffic.ShopDay;

/** Customers who buy in the sample shop, as time passes, until closed. */
public final class Traffic implements AutoCloseable {

    /** Told of each order when it is written. */
    public interface Sales {
        /** @param order as it was meant; discounts are the counter's */
        void sold(int orderNumber, Order order);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);

    /** Who is further behind, because the machine slept or cannot keep up, lets those go who would have come meanwhile. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(10);

    /** Waits are short, so that a clock that jumps is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final SampleDatabase database;
    private final Market market;
    private final Clock clock;
    private final Sales sales;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong served = new AtomicLong();
    private final Thread thread = new Thread(this::run, "sample-shop-traffic");

    private Traffic(SampleDatabase database, Market market, Clock clock, Sales sales) {
        this.database = database;
        this.market = market;
        this.clock = clock;
        this.sales = sales;
    }

    static Traffic start(SampleDatabase database, Market market, Clock clock, Sales sales) {
        Traffic traffic = new Traffic(database, market, clock, sales);
        traffic.thread.setDaemon(true);
        traffic.thread.start();
        return traffic;
    }

    /** How many have come to buy since the start. */
    public long served() {
        return served.get();
    }

    /** Returns when the last order is written; none comes after it. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!pause(Duration.ZERO)) {
                try (Connection connection = database.connectAsOwner()) {
                    trade(connection);
                } catch (SQLException e) {
                    if (!pause(Duration.ofSeconds(1))) {
                        LOG.warn("The sample shop has lost its database, it tries again: {}", e.getMessage());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void trade(Connection connection) throws SQLException, InterruptedException {
        Instant from = clock.instant();
        RandomGenerator random = market.random(from.toEpochMilli());
        ShopDay day = new ShopDay(connection, market, clock, random, (order, number) -> sales.sold(number, order));
        Arrivals arrivals = new Arrivals(market.rhythm(), clock.instant(), random);
        while (true) {
            Arrivals.Arrival arrival = arrivals.next();
            Duration early;
            while (!(early = Duration.between(clock.instant(), arrival.time())).isNegative()) {
                if (pause(early.compareTo(LONGEST_WAIT) < 0 ? early.plusMillis(1) : LONGEST_WAIT)) {
                    return;
                }
            }
            if (pause(Duration.ZERO)) {
                return;
            }
            if (early.negated().compareTo(FORGOTTEN_AFTER) > 0) {
                arrivals = new Arrivals(market.rhythm(), clock.instant(), random);
                continue;
            }
            serve(connection, day, arrival);
        }
    }

    private void serve(Connection connection, ShopDay day, Arrivals.Arrival arrival) throws SQLException {
        try {
            day.serve(arrival);
            served.incrementAndGet();
        } catch (SQLException e) {
            if (!connection.isValid(1)) {
                throw e;
            }
            LOG.warn("The sample shop could not serve somebody: {}", e.getMessage());
        }
    }

    /** Whether it was closed meanwhile. */
    private boolean pause(Duration duration) throws InterruptedException {
        return closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
