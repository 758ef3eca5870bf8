package shopstream.demo;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.demo.market.Market;
import shopstream.demo.market.Order;
import shopstream.demo.visitors.LiveVisits;
import shopstream.demo.visitors.PastVisits;
import shopstream.demo.visitors.Tastes;

/**
 * Visitors of the sample shop's pages, told to a platform over HTTP until closed. At first those of the last days of its history,
 * once for each shop; then those of now.
 */
public final class Visitors implements AutoCloseable, Traffic.Sales {
    private static final Logger LOG = LoggerFactory.getLogger(Visitors.class);
    private static final String MARKER = "shopstream_demo.visits";

    private final SampleDatabase database;
    private final Market market;
    private final Instant historyEnd;
    private final VisitPlan plan;
    private final URI platform;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "sample-shop-past-visits");
    private volatile LiveVisits live;
    private boolean closed;

    private Visitors(
            SampleDatabase database, Market market, Instant historyEnd, VisitPlan plan, URI platform, Clock clock) {
        this.database = database;
        this.market = market;
        this.historyEnd = historyEnd;
        this.plan = plan;
        this.platform = platform;
        this.clock = clock;
    }

    static Visitors start(
            SampleDatabase database, Market market, Instant historyEnd, VisitPlan plan, URI platform, Clock clock) {
        Visitors visitors = new Visitors(database, market, historyEnd, plan, platform, clock);
        visitors.thread.setDaemon(true);
        visitors.thread.start();
        return visitors;
    }

    /** The traffic has written an order; before the past is told, its visit is left out. */
    @Override
    public void sold(int orderNumber, Order order) {
        LiveVisits present = live;
        if (present != null) {
            present.sold(orderNumber, order);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            closed = true;
            if (live != null) {
                live.close();
            }
        }
    }

    private void run() {
        Tastes tastes = plan.tastes() ? Tastes.of(market) : Tastes.off(market);
        try {
            tellThePast(tastes);
        } catch (SQLException e) {
            LOG.warn("The visits of the past could not be told; the next start tries again: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            if (!closed) {
                live = LiveVisits.start(market, tastes, plan.clicksPerSecond(), platform, clock);
            }
        }
    }

    private void tellThePast(Tastes tastes) throws SQLException, InterruptedException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_log_bin = 0");
            statement.execute("CREATE TABLE IF NOT EXISTS " + MARKER + " (clicks bigint NOT NULL)");
            try (ResultSet rows = statement.executeQuery("SELECT clicks FROM " + MARKER)) {
                if (rows.next()) {
                    return;
                }
            }
            long told = new PastVisits(market, tastes, platform, clock).tell(connection, historyEnd);
            statement.execute("INSERT INTO " + MARKER + " VALUES (" + told + ")");
            LOG.info("{} clicks of the past told, from {}", told, PastVisits.begin(historyEnd));
        }
    }
}
