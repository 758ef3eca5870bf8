package shopstream.warehouse.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.duckdb.DuckDBConnection;
import shopstream.contracts.seeds.Seed;
import shopstream.eventlog.MartDeclaration;

/**
 * The marts' tables and the dashboards' aggregates, changed only in transactions that also move the positions. Used by
 * one thread, but for {@link #current} and {@link #generations}.
 */
public final class StarStore {

    /** From this many changes on, aggregates are built anew from the lines once the wave is over. */
    public static final int WAVE = 20_000;

    /** And such a share of a table. */
    private static final int WAVE_SHARE = 20;

    private final DuckDBConnection connection;
    private final Transactions transactions;
    private final Ledger ledger;
    private final Clock clock;
    private final Map<String, Generation> generations = new LinkedHashMap<>();
    private final KeptAggregates aggregates;
    private volatile List<Generation> all = List.of();

    public StarStore(Database database, Clock clock) {
        this.connection = database.writer();
        this.transactions = new Transactions(connection);
        this.ledger = new Ledger(connection);
        this.aggregates = new KeptAggregates(connection, transactions, ledger);
        this.clock = clock;
        try {
            connection.setAutoCommit(false);
            transactions.run("create the warehouse's own tables", Ledger::create);
            for (Generation generation : ledger.generations()) {
                generations.put(generation.table().name(), generation);
            }
            all = List.copyOf(generations.values());
            transactions.run("prepare the marts' staging", statement -> {
                for (Generation generation : generations.values()) {
                    generation.table().createStaging(statement);
                }
            });
        } catch (SQLException e) {
            throw new WarehouseException("Cannot read the warehouse's own notes: " + e.getMessage(), e);
        }
    }

    /** All generations there are, the current ones and those being loaded beside them. */
    public List<Generation> generations() {
        return all;
    }

    /** From where a generation that is shown ahead has to be read again after a restart; empty for others. */
    public Optional<Map<Integer, Long>> resume(Generation generation) {
        return ledger.resume(generation.table().name());
    }

    /** When a generation last applied anything. */
    public Optional<Instant> appliedAt(Generation generation) {
        return ledger.appliedAt(generation.table().name());
    }

    /** Puts the seeds into their tables, where they differ from what is there. */
    public void seed(Collection<Seed> seeds) {
        transactions.run("load the seeds", statement -> {
            for (Seed seed : seeds) {
                String content = seed.columns() + "\n" + seed.rows();
                if (!ledger.text("seed", seed.name()).equals(Optional.of(content))) {
                    SeedTable.load(connection, seed);
                    ledger.text("seed", seed.name(), content);
                    KeptAggregates.outdate(statement);
                }
            }
        });
    }

    /** Starts a generation of a mart; it is shown at once if there is none to show, else when {@link #show} is called. */
    public Generation begin(MartDeclaration mart, String topicId) {
        int number = 1;
        while (generations.containsKey(mart.name() + "_" + number)) {
            number++;
        }
        var table = new MartTable(mart, mart.name() + "_" + number);
        boolean first = generations.values().stream()
                .noneMatch(g -> g.current() && g.mart().name().equals(mart.name()));
        var generation = new Generation(table, topicId, first, false, Map.of());
        transactions.run("begin mart " + mart.name(), statement -> {
            table.create(statement);
            ledger.add(generation);
            if (first) {
                table.show(statement);
            }
        });
        transactions.run("prepare the staging of mart " + mart.name(), table::createStaging);
        generations.put(table.name(), generation);
        all = List.copyOf(generations.values());
        return generation;
    }

    /** Shows generations in place of those before, all of them or none. */
    public void show(Collection<Switch> switches) {
        transactions.run("show other editions", statement -> {
            for (Switch each : switches) {
                each.write(ledger, statement);
            }
            KeptAggregates.outdate(statement);
        });
        for (Switch each : switches) {
            each.before().ifPresent(old -> generations.put(old.table().name(), old.replaced()));
            each.gone().ifPresent(old -> generations.remove(old.table().name()));
            generations.put(each.next().table().name(), each.next().shown());
        }
        all = List.copyOf(generations.values());
        aggregates.outdated();
    }

    /** Takes a declaration of the same rows in place of the one before: descriptions, or what the rows refer to. */
    public void declare(Generation generation, MartDeclaration mart) {
        Generation declared = generation.declaredAs(mart);
        transactions.run("write down mart " + mart.name(), statement -> ledger.declare(declared));
        generations.put(declared.table().name(), declared);
        all = List.copyOf(generations.values());
    }

    /** How complete a generation was when another took its place. */
    public Optional<Instant> completeTo(Generation generation) {
        return ledger.completeTo(generation.table().name());
    }

    /** Gives up a generation that is not shown. */
    public void drop(Generation generation) {
        transactions.run("drop " + generation.table().name(), statement -> {
            ledger.remove(generation);
            generation.table().drop(statement);
        });
        generations.remove(generation.table().name());
        all = List.copyOf(generations.values());
    }

    /** Keeps these dashboards' aggregates from now on; those that were current under the same definition still are. */
    public void aggregate(Collection<Aggregates> wanted) {
        aggregates.keep(wanted);
    }

    /** The aggregates of a dashboard, if they can be asked; else ask the lines. */
    public Optional<Aggregates> current(String dashboard) {
        return aggregates.current(dashboard);
    }

    /** The dashboards whose aggregates are still to be built; they are answered from the lines. */
    public Set<String> unbuilt() {
        return aggregates.unbuilt();
    }

    /**
     * Builds a further part of the aggregates that are not current, in some tenths of a second.
     *
     * @param complete whether all rows of a table are there; what needs another waits
     * @return whether aggregates have become current by it
     */
    public boolean build(Predicate<String> complete) {
        return aggregates.build(complete);
    }

    /** Builds all aggregates that are not current. */
    public void buildAll() {
        while (!unbuilt().isEmpty()) {
            build(table -> true);
        }
    }

    /**
     * Applies a batch: rows, aggregates and positions, all or nothing.
     *
     * @param batch changes by the generation's table name
     * @param positions where each of these generations then stands
     * @return whether any number can have changed
     */
    public boolean apply(Map<String, MartRows> batch, Map<String, Map<Integer, Long>> positions) {
        return apply(batch, positions, Map.of());
    }

    /** @param resume from where generations that are shown ahead have to be read again after a restart */
    public boolean apply(
            Map<String, MartRows> batch,
            Map<String, Map<Integer, Long>> positions,
            Map<String, Map<Integer, Long>> resume) {
        try {
            return applied(batch, positions, resume);
        } catch (WarehouseException e) {
            if (aggregates.noneBuilt()) {
                throw e;
            }
            aggregates.giveUp(e.getMessage());
            return applied(batch, positions, resume);
        }
    }

    private boolean applied(
            Map<String, MartRows> batch,
            Map<String, Map<Integer, Long>> positions,
            Map<String, Map<Integer, Long>> resume) {
        var after = new HashMap<String, Generation>();
        positions.forEach((name, position) -> {
            if (!generations.get(name).positions().equals(position)) {
                after.put(name, generations.get(name).at(position));
            }
        });
        var changed = new ArrayList<MartTable>();
        var shownChanged = new ArrayList<MartTable>();
        var outdated = new AtomicBoolean();
        transactions.run("apply a batch", statement -> {
            boolean wave = stage(statement, batch, changed, shownChanged);
            List<Aggregates> touched = wave ? List.of() : aggregates.touched(statement, shownChanged);
            for (Aggregates each : touched) {
                each.takeAway(statement, shownChanged);
            }
            for (MartTable table : changed) {
                table.apply(statement);
            }
            for (Aggregates each : touched) {
                each.add(statement, shownChanged);
                each.settle(statement);
            }
            for (MartTable table : changed) {
                table.clearStaging(statement);
            }
            if (wave || (aggregates.noneCurrent() && !shownChanged.isEmpty())) {
                KeptAggregates.outdate(statement);
            }
            outdated.set(wave);
            for (Generation generation : after.values()) {
                ledger.positions(generation, clock.instant());
            }
            for (var each : resume.entrySet()) {
                ledger.resume(each.getKey(), each.getValue());
            }
        });
        if (outdated.get()) {
            aggregates.outdated();
        }
        generations.putAll(after);
        all = List.copyOf(generations.values());
        return !shownChanged.isEmpty();
    }

    /** @return whether so much of a table that is shown changes that its aggregates are better built anew */
    private boolean stage(
            Statement statement, Map<String, MartRows> batch, List<MartTable> changed, List<MartTable> shownChanged)
            throws SQLException {
        boolean wave = false;
        for (var entry : batch.entrySet()) {
            Generation generation = generations.get(entry.getKey());
            long rows = entry.getValue().size() == 0
                    ? 0
                    : generation.table().stage(connection, statement, entry.getValue());
            if (rows > 0) {
                changed.add(generation.table());
                if (generation.current()) {
                    shownChanged.add(generation.table());
                    wave |= rows > WAVE && rows > generation.table().rows(statement) / WAVE_SHARE;
                }
            }
        }
        return wave;
    }
}
