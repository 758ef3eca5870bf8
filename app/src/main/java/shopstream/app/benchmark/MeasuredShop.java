package shopstream.app.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import shopstream.app.configuration.Environment;
import shopstream.app.configuration.Shop;
import shopstream.app.outside.PlatformProcess;
import shopstream.demo.SampleDatabase;
import shopstream.demo.SampleShop;
import shopstream.demo.ShopPlan;
import shopstream.demo.Traffic;

/**
 * A sample shop whose database is this process's child, and the platform that reads it, which is another child and can
 * be stopped and started while the database stays.
 */
final class MeasuredShop implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(40);

    /** The lake commits once a minute. */
    private static final long LAKE_BEHIND_MILLIS = 120_000;

    private static final long LOOK_EVERY_MILLIS = 500;

    private final Path directory;
    private final ShopPlan plan;
    private final Path configuration;
    private final Map<String, String> variables;
    private final SampleDatabase database;
    private final AtomicInteger markers = new AtomicInteger();
    private Path running;
    private PlatformProcess platform;
    private int generation;
    private double peakMegabytes;

    /**
     * Starts the database; {@link #writeHistory} comes next.
     *
     * @param variables what the configuration takes from the environment, for a database
     */
    MeasuredShop(
            Path directory,
            ShopPlan plan,
            Path configuration,
            Function<SampleDatabase, Map<String, String>> variables) {
        this.directory = directory;
        this.plan = plan;
        this.configuration = configuration;
        this.running = configuration;
        this.database = SampleDatabase.start(directory.resolve("database"), step -> {});
        this.variables = variables.apply(database);
    }

    /** Creates the tables and writes the shop's past. */
    void writeHistory() {
        SampleShop.writeHistory(database, plan, Clock.systemUTC(), (done, expected) -> {});
    }

    ShopPlan plan() {
        return plan;
    }

    /** The platform, ready; what runs already goes on running. */
    PlatformProcess platform() throws InterruptedException {
        if (platform == null) {
            start(List.of()).awaitReady(PATIENCE);
        }
        return platform;
    }

    /**
     * The platform at its daily work: the dashboards come first, and what comes after them, the recommender's reading of the past
     * and the lake's writing of it, is done too.
     */
    PlatformProcess settledPlatform() throws InterruptedException {
        PlatformProcess ready = platform();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.api().status().filter(MeasuredShop::isSettled).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The lake or the recommender did not catch up within "
                        + PATIENCE.toMinutes() + " minutes: "
                        + ready.api().status().map(JsonNode::toString).orElse("no answer"));
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return ready;
    }

    private static boolean isSettled(JsonNode status) {
        JsonNode lake = status.path("lake");
        JsonNode recommendations = status.path("recommendations");
        return (lake.isMissingNode()
                        || lake.isNull()
                        || lake.path("lagMillis").asLong(Long.MAX_VALUE) < LAKE_BEHIND_MILLIS)
                && (recommendations.isMissingNode()
                        || recommendations.isNull()
                        || recommendations.path("state").asText().equals("live"));
    }

    /** The platform started now, on the data that is there; not ready yet. */
    PlatformProcess start(List<String> javaOptions) {
        stopPlatform();
        platform = PlatformProcess.start(data(), javaOptions, List.of("up", "--config", running.toString()), variables);
        return platform;
    }

    /** The platform started now on nothing, so that it has to read everything; not ready yet. */
    PlatformProcess startAnew(List<String> javaOptions) {
        stopPlatform();
        deleteData();
        generation++;
        return start(javaOptions);
    }

    /** From now on the platform delivers order lines like this; it is started again, on the same data, to do so. */
    void deliver(String delivery) {
        stopPlatform();
        running = ShopCopy.delivering(delivery, configuration, scratch("shop"));
    }

    /** Whether the platform has ever read this shop. */
    boolean wasRead() {
        return Files.exists(data());
    }

    void stopPlatform() {
        if (platform != null) {
            peakMegabytes = peakMegabytes();
            platform.close();
            platform = null;
        }
    }

    /** The most memory that any platform of this shop has held so far; 0 before there was one. */
    double peakMegabytes() {
        return platform == null || !platform.alive()
                ? peakMegabytes
                : Math.max(peakMegabytes, ResidentSet.peakMegabytes(platform.pid()));
    }

    /** Where the platform keeps its data; the process must be stopped before anybody else opens it. */
    Path data() {
        return directory.resolve("data-" + generation);
    }

    /** Its configuration, pointed at the database. */
    Shop shop() {
        return Shop.readOrRefuse(configuration, Environment.ofProcessWith(variables));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.owner().name(), database.owner().password());
    }

    Traffic startTraffic() {
        return SampleShop.startTraffic(database, plan, Clock.systemUTC());
    }

    /** The same customers, coming as often as this plan says. */
    Traffic startTraffic(ShopPlan busier) {
        return SampleShop.startTraffic(database, busier, Clock.systemUTC());
    }

    /** A number that no order and no product of this shop has yet; below those that the shop's own orders begin with. */
    int nextMarker() {
        return markers.incrementAndGet();
    }

    /** Order lines in the database. */
    long lines() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM orderdetails")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    Optional<String> databaseVersion() {
        try (Connection connection = connect()) {
            return Optional.of(connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        stopPlatform();
        database.close();
        Shops.delete(directory);
    }

    private void deleteData() {
        if (Files.exists(data())) {
            Shops.delete(data());
        }
    }

    /** A directory of its own, gone when the shop is closed. */
    Path scratch(String name) {
        try {
            return Files.createTempDirectory(directory, name);
        } catch (IOException e) {
            throw new UncheckedIOException("No directory could be made below " + directory, e);
        }
    }
}
