package shopstream.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.app.configuration.Shop;
import shopstream.app.configuration.ShopConfiguration;
import shopstream.app.http.ChangeStream;
import shopstream.app.http.DashboardJson;
import shopstream.app.http.DashboardRoutes;
import shopstream.app.http.Metrics;
import shopstream.app.http.PageRoutes;
import shopstream.app.http.StatusRoutes;
import shopstream.app.http.VendorRoutes;
import shopstream.app.http.WebServer;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;
import shopstream.warehouse.Warehouse;

/**
 * All parts of the way of the data, wired: log, models, warehouse, web server and, once the source is there, capture.
 * Closing stops them in the opposite order; what was half started is stopped when a later part fails to start.
 */
public final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final Shop shop;
    private final Clock clock;
    private final Terminal terminal;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private LogAddress log;
    private EventLog eventLog;
    private Warehouse warehouse;
    private WebServer webServer;

    private Platform(Shop shop, Clock clock, Terminal terminal) {
        this.shop = shop;
        this.clock = clock;
        this.terminal = terminal;
    }
}
