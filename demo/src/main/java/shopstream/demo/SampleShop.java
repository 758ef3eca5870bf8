package shopstream.demo;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import shopstream.demo.history.HistoryLoad;
import shopstream.demo.market.Market;

/** The shop in a {@link SampleDatabase}: its past, written once, and its traffic. */
public final class SampleShop {

    /** Outside of the shop's own schema, where nobody captures it. */
    private static final String MARKER = "shopstream_demo.history";

    private SampleShop() {}

    /** Told how far the history has been written, in orders. */
    public interface Progress {
        /** @param expected an estimate until the last call, which has {@code done} equal to it */
        void written(long done, long expected);
    }

    /** Whether the past has been written to its end. */
    public static boolean existsIn(SampleDatabase database) {
        try {
            return foundation(database).isPresent();
        } catch (SQLException e) {
            throw failure("look for the sample shop's history", e);
        }
    }

    /**
     * Creates the tables and writes the past, up to now. Whatever the tables held before, such as what a crash left of an
     * earlier attempt, is gone.
     *
     * @throws SampleShopException if the database refuses
     */
    public static void writeHistory(SampleDatabase database, ShopPlan plan, Clock clock, Progress progress) {
        Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Foundation foundation = new Foundation(plan.seed(), end.minus(Duration.ofDays(plan.historyDays())), end);
        try {
            forget(database);
            new HistoryLoad(database::connect, foundation.market(plan), foundation.start(), foundation.end())
                    .write(progress::written);
            remember(database, foundation);
        } catch (SQLException e) {
            throw failure("write the sample shop's history", e);
        }
    }

    /**
     * Lets customers buy from now on, until closed. Nothing is made up for a time in which there was no traffic.
     *
     * @param plan its rate and its calendar count; seed and history are those the shop was made with
     * @throws SampleShopException if there is no history yet
     */
    public static Traffic startTraffic(SampleDatabase database, ShopPlan plan, Clock clock) {
        return startTraffic(database, plan, clock, (number, order) -> {});
    }

    /**
     * The same, and says of each order that it is written.
     *
     * @throws SampleShopException if there is no history yet
     */
    public static Traffic startTraffic(SampleDatabase database, ShopPlan plan, Clock clock, Traffic.Sales sales) {
        try {
            Foundation foundation = foundation(database)
                    .orElseThrow(() -> new SampleShopException(
                            "The sample shop has no history yet. Write it before its traffic starts."));
            return Traffic.start(database, foundation.market(plan), clock, sales);
        } catch (SQLException e) {
            throw failure("start the sample shop's traffic", e);
        }
    }

    /**
     * Lets visitors look around from now on, until closed.
     *
     * @param platform that is told what they do, such as {@code http://localhost:8080}
     * @throws SampleShopException if there is no history yet
     */
    public static Visitors startVisitors(
            SampleDatabase database, ShopPlan plan, VisitPlan visits, URI platform, Clock clock) {
        try {
            Foundation foundation = foundation(database)
                    .orElseThrow(() -> new SampleShopException(
                            "The sample shop has no history yet. Write it before its visitors come."));
            return Visitors.start(database, foundation.market(plan), foundation.end(), visits, platform, clock);
        } catch (SQLException e) {
            throw failure("let visitors into the sample shop", e);
        }
    }

    /** What the shop's own pages need of its database. */
    public static Store store(SampleDatabase database, Clock clock) {
        return new Store(database, clock);
    }

    /** What a shop was made from; it stays the same whatever it is started with later. */
    private record Foundation(long seed, Instant start, Instant end) {

        Market market(ShopPlan plan) {
            return Market.of(plan.ordersPerSecond(), start, end, seed, plan.calendar());
        }
    }

    private static Optional<Foundation> foundation(SampleDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_log_bin = 0");
            createMarker(statement);
            try (ResultSet rows = statement.executeQuery("SELECT seed, historyStart, historyEnd FROM " + MARKER)) {
                return rows.next()
                        ? Optional.of(new Foundation(rows.getLong(1), instant(rows, 2), instant(rows, 3)))
                        : Optional.empty();
            }
        }
    }

    private static void forget(SampleDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_log_bin = 0");
            createMarker(statement);
            statement.execute("DELETE FROM " + MARKER);
        }
    }

    /** In the binary log, unlike all before it: who follows that log must be able to name a first transaction. */
    private static void remember(SampleDatabase database, Foundation foundation) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insertion =
                        connection.prepareStatement("INSERT INTO " + MARKER + " VALUES (?, ?, ?)")) {
            insertion.setLong(1, foundation.seed());
            insertion.setObject(2, local(foundation.start()));
            insertion.setObject(3, local(foundation.end()));
            insertion.executeUpdate();
        }
    }

    private static void createMarker(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS " + MARKER
                + " (seed bigint NOT NULL, historyStart datetime NOT NULL, historyEnd datetime NOT NULL)");
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static SampleShopException failure(String what, SQLException e) {
        return new SampleShopException(
                "Cannot " + what + ": " + e.getMessage() + ". Look into server.log in the database's directory.", e);
    }
}
