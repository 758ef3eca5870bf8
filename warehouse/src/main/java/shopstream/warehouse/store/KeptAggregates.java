package shopstream.warehouse.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboards' aggregates: which are kept, and which of these can be asked just now. Used by the store's one thread,
 * but for {@link #current} and {@link #unbuilt}.
 */
final class KeptAggregates {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAggregates.class);
    private static final String KIND = "aggregates";

    private final DuckDBConnection connection;
    private final Transactions transactions;
    private final Ledger ledger;
    private final Map<String, Aggregates> kept = new LinkedHashMap<>();
    private volatile Map<String, Aggregates> current = Map.of();
    private volatile Set<String> unbuilt = Set.of();

    KeptAggregates(DuckDBConnection connection, Transactions transactions, Ledger ledger) {
        this.connection = connection;
        this.transactions = transactions;
        this.ledger = ledger;
    }

    /** Keeps these from now on; those that were current under the same definition still are. */
    void keep(Collection<Aggregates> wanted) {
        kept.clear();
        Map<String, String> fingerprints =
                wanted.stream().collect(Collectors.toMap(KeptAggregates::name, Aggregates::fingerprint));
        transactions.run("prepare the aggregates", statement -> {
            // Batches pass by what is not kept, and what is otherwise defined is built over it: neither is current
            // again.
            ledger.forgetOther(KIND, fingerprints);
            for (Aggregates each : wanted) {
                String name = name(each);
                rates(statement, each);
                MeasureViews.create(statement, each);
                // Of rows that several marts have together, no batch tells what of it is new: these are added up when
                // asked.
                if (each.star().tables().facts().size() > 1) {
                    continue;
                }
                kept.put(name, each);
                each.createStaging(statement);
                if (ledger.text(KIND, name).equals(Optional.of(each.fingerprint()))) {
                    each.built(Optional.of(LocalDate.MAX));
                }
            }
        });
        look();
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

    /** Whether batches change none of them. */
    boolean noneBuilt() {
        return kept.values().stream().allMatch(each -> each.built().isEmpty());
    }

    boolean noneCurrent() {
        return current.isEmpty();
    }

    /** Notes, in the transaction that is under way, that none is current: call {@link #outdated} once it is committed. */
    static void outdate(Statement statement) throws SQLException {
        statement.execute("DELETE FROM shopstream.texts WHERE kind = '" + KIND + "'");
    }

    void outdated() {
        kept.values().forEach(each -> each.built(Optional.empty()));
        look();
    }

    /** None is kept until the next start. */
    void giveUp(String reason) {
        LOG.warn("The aggregates are given up until the next start, answers come from the lines: {}", reason);
        kept.clear();
        look();
    }

    /** The dashboards whose aggregates are still to be built. */
    Set<String> unbuilt() {
        return unbuilt;
    }

    /**
     * Builds a further part of what is not current, from the lines.
     *
     * @param complete whether all rows of a table are there; what needs another waits
     * @return whether aggregates have become current by it
     */
    boolean build(Predicate<String> complete) {
        Optional<Aggregates> next = kept.values().stream()
                .filter(each -> !each.whole())
                .filter(each -> each.star().usedTables().stream().allMatch(complete))
                .findFirst();
        if (next.isEmpty()) {
            return false;
        }
        Aggregates each = next.get();
        var reached = new AtomicReference<LocalDate>();
        try {
            transactions.run("build the aggregates", statement -> {
                reached.set(each.build(statement));
                if (reached.get().equals(LocalDate.MAX)) {
                    ledger.text(KIND, name(each), each.fingerprint());
                }
            });
        } catch (WarehouseException e) {
            giveUp(e.getMessage());
            return false;
        }
        each.built(Optional.of(reached.get()));
        look();
        return each.whole();
    }

    /** Those in which staged changes of these tables change something. */
    List<Aggregates> touched(Statement statement, List<MartTable> changed) throws SQLException {
        var touched = new ArrayList<Aggregates>();
        for (Aggregates each : kept.values()) {
            if (each.built().isPresent() && each.touch(statement, changed) > 0) {
                touched.add(each);
            }
        }
        return touched;
    }

    private void look() {
        current = kept.entrySet().stream()
                .filter(each -> each.getValue().whole())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        unbuilt = kept.entrySet().stream()
                .filter(each -> !each.getValue().whole())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String name(Aggregates aggregates) {
        return aggregates.star().dashboard().name();
    }
}
