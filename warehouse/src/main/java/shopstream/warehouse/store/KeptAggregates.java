package shopstream.warehouse.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboards' aggregates: which are kept, and which of these can be asked just now. Used by the store's one thread,
 * but for {@link #current}.
 */
final class KeptAggregates {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAggregates.class);
    private static final String KIND = "aggregates";

    private final DuckDBConnection connection;
    private final Transactions transactions;
    private final Ledger ledger;
    private final Map<String, Aggregates> kept = new LinkedHashMap<>();
    private volatile Map<String, Aggregates> current = Map.of();

    KeptAggregates(DuckDBConnection connection, Transactions transactions, Ledger ledger) {
        this.connection = connection;
        this.transactions = transactions;
        this.ledger = ledger;
    }

    /** Keeps these from now on; those that were current under the same definition still are. */
    void keep(Collection<Aggregates> wanted) {
        kept.clear();
        var still = new HashMap<String, Aggregates>();
        transactions.run("prepare the aggregates", statement -> {
            for (Aggregates each : wanted) {
                String name = name(each);
                kept.put(name, each);
                rates(statement, each);
                each.createStaging(statement);
                MeasureViews.create(statement, each);
                if (ledger.text(KIND, name).equals(Optional.of(each.fingerprint()))) {
                    still.put(name, each);
                }
            }
        });
        current = Map.copyOf(still);
    }

    private void rates(Statement statement, Aggregates of) throws SQLException {
        var rates = of.star().rates();
        String name = name(of);
        if (rates.isPresent()
                && !ledger.text("rates", name).equals(Optional.of(rates.get().fingerprint()))) {
            RatesTable.load(connection, statement, rates.get());
            ledger.text("rates", name, rates.get().fingerprint());
        }
    }

    /** Those of a dashboard, if they can be asked; else ask the lines. */
    Optional<Aggregates> current(String dashboard) {
        return Optional.ofNullable(current.get(dashboard));
    }

    boolean noneCurrent() {
        return current.isEmpty();
    }

    /** Notes, in the transaction that is under way, that none is current: call {@link #outdated} once it is committed. */
    static void outdate(Statement statement) throws SQLException {
        statement.execute("DELETE FROM shopstream.texts WHERE kind = '" + KIND + "'");
    }

    void outdated() {
        current = Map.of();
    }

    /** None is kept until the next start. */
    void giveUp(String reason) {
        LOG.warn("The aggregates are given up until the next start, answers come from the lines: {}", reason);
        kept.clear();
        current = Map.of();
    }

    /** Builds those that are not current from the lines. @return whether there were any */
    boolean rebuild() {
        List<Aggregates> stale = kept.values().stream()
                .filter(a -> !current.containsKey(name(a)))
                .toList();
        if (stale.isEmpty()) {
            return false;
        }
        long started = System.nanoTime();
        try {
            transactions.run("build the aggregates", statement -> {
                for (Aggregates each : stale) {
                    each.rebuild(statement);
                    ledger.text(KIND, name(each), each.fingerprint());
                }
            });
        } catch (WarehouseException e) {
            LOG.warn("There are no aggregates until the next start, answers come from the lines: {}", e.getMessage());
            kept.clear();
            return false;
        }
        current = Map.copyOf(kept);
        LOG.debug("Built {} dashboards' aggregates in {} ms", stale.size(), (System.nanoTime() - started) / 1_000_000);
        return true;
    }

    /** The current ones in which staged changes of these tables change something. */
    List<Aggregates> touched(Statement statement, List<MartTable> changed) throws SQLException {
        var touched = new ArrayList<Aggregates>();
        for (Aggregates each : current.values()) {
            if (each.touch(statement, changed) > 0) {
                touched.add(each);
            }
        }
        return touched;
    }

    private static String name(Aggregates aggregates) {
        return aggregates.star().dashboard().name();
    }
}
