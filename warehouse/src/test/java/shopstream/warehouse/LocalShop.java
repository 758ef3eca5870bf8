package shopstream.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.questions.Answers;
import shopstream.warehouse.questions.Question;
import shopstream.warehouse.store.Aggregates;
import shopstream.warehouse.store.Database;
import shopstream.warehouse.store.MartRows;
import shopstream.warehouse.store.StarStore;

/** The star in a real DuckDB, fed with records by hand: everything of the warehouse but the log. */
public final class LocalShop implements AutoCloseable {

    public final Database database;
    public final StarStore store;
    public final Star star;
    public final Answers answers;
    private final List<MartDeclaration> marts;
    private final ZoneId zone;
    private final Clock clock;
    private final Map<String, MartRows> batch = new HashMap<>();
    private long version;

    public LocalShop(Path directory, Dashboard dashboard, ZoneId zone, Clock clock) {
        this(directory, dashboard, zone, clock, SampleMarts.ALL, List.of(SampleMarts.REGIONS));
    }

    /** A shop of other marts and seeds. */
    public LocalShop(
            Path directory,
            Dashboard dashboard,
            ZoneId zone,
            Clock clock,
            List<MartDeclaration> marts,
            List<Seed> seeds) {
        this.marts = marts;
        this.zone = zone;
        this.clock = clock;
        database = Database.open(directory.resolve("shop.duckdb"), Database.Limits.DEFAULT);
        store = new StarStore(database, clock);
        store.seed(seeds);
        for (MartDeclaration mart : marts) {
            if (store.generations().stream().noneMatch(g -> g.mart().equals(mart))) {
                store.begin(mart, "topic-of-" + mart.name());
            }
        }
        var problems = new Problems();
        star = Star.of(dashboard, marts, seeds, zone, problems).orElse(null);
        problems.orThrow();
        store.aggregate(List.of(new Aggregates(star, zone)));
        store.buildAll();
        answers = new Answers(database, zone);
    }

    /** Adds a record to the next batch. */
    public void add(String mart, byte[] key, byte[] value) {
        MartDeclaration declaration =
                marts.stream().filter(m -> m.name().equals(mart)).findFirst().orElseThrow();
        try {
            batch.computeIfAbsent(mart + "_1", name -> new MartRows(declaration))
                    .add(key, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Applies the batch. @return whether any number can have changed */
    public boolean apply() {
        boolean changed = store.apply(batch, Map.of());
        batch.values().forEach(MartRows::clear);
        version++;
        return changed;
    }

    public Question question(String... nameAndValue) {
        var parameters = new HashMap<String, List<String>>();
        for (int i = 0; i < nameAndValue.length; i += 2) {
            parameters.computeIfAbsent(nameAndValue[i], n -> new ArrayList<>()).add(nameAndValue[i + 1]);
        }
        return Question.parse(star.dashboard(), parameters, zone, clock);
    }

    public List<Map<String, Object>> ask(String... nameAndValue) {
        return numbers(nameAndValue).rows();
    }

    public Answers.Numbers numbers(String... nameAndValue) {
        return answers.numbers(subject(), question(nameAndValue));
    }

    /** Makes the aggregates outdated by another seed; {@link StarStore#build} builds them anew, so many lines at once. */
    public void outdate(Seed seed, long partLines) {
        store.seed(List.of(seed));
        store.aggregate(List.of(new Aggregates(star, zone, partLines, Long.MAX_VALUE)));
    }

    /** Has the aggregates folded together as soon as so many rows lie beside their cells. */
    public void fold(long unfoldedRows) {
        store.aggregate(List.of(new Aggregates(star, zone, Long.MAX_VALUE, unfoldedRows)));
    }

    /** How many rows the aggregates have, without those of products, for a day. */
    public long rows(String day) {
        return database.read("SELECT count(*) FROM aggregates.sales_by_day WHERE day = DATE '" + day + "'", rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    /** As if there were no aggregates. */
    public List<Map<String, Object>> askLines(String... nameAndValue) {
        return new Answers(database, zone)
                .numbers(new Answers.Subject(star, Optional.empty(), version), question(nameAndValue))
                .rows();
    }

    public Answers.Subject subject() {
        return new Answers.Subject(star, store.current(star.dashboard().name()), version);
    }

    @Override
    public void close() {
        database.close();
    }
}
