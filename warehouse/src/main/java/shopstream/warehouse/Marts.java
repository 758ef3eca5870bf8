package shopstream.warehouse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.warehouse.feed.Applier;
import shopstream.warehouse.feed.Frontier;
import shopstream.warehouse.feed.LogWatch;
import shopstream.warehouse.store.Database;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.StarStore;
import shopstream.warehouse.store.WarehouseException;

/** How the marts stand, for whoever asks. */
final class Marts {

    private final Database database;
    private final StarStore store;
    private final Frontier frontier;
    private final Applier applier;
    private final LogWatch watch;
    private final Clock clock;

    Marts(Database database, StarStore store, Frontier frontier, Applier applier, LogWatch watch, Clock clock) {
        this.database = database;
        this.store = store;
        this.frontier = frontier;
        this.applier = applier;
        this.watch = watch;
        this.clock = clock;
    }

    /** Up to when all of these are complete; empty while that is not known of one. */
    Optional<Instant> completeTo(Set<String> used) {
        Optional<Instant> least = Optional.empty();
        for (Generation generation : store.generations()) {
            if (generation.current() && used.contains(generation.mart().name())) {
                Optional<Instant> reached =
                        frontier.completeTo(generation.table().name());
                if (reached.isEmpty()) {
                    return Optional.empty();
                }
                least = least.filter(l -> l.isBefore(reached.get())).or(() -> reached);
            }
        }
        return least;
    }

    /** One for each mart that is shown. */
    List<MartState> states() {
        List<Generation> generations = store.generations();
        return generations.stream()
                .filter(Generation::current)
                .map(generation -> state(generation, generations))
                .toList();
    }

    private MartState state(Generation generation, List<Generation> generations) {
        String name = generation.mart().name();
        Optional<Instant> completeTo = frontier.completeTo(generation.table().name());
        return new MartState(
                name,
                generation.mart().inputTopics(),
                rows("main.\"" + name + "\""),
                completeTo,
                completeTo.map(time ->
                        Math.max(0, Duration.between(time, clock.instant()).toMillis())),
                generations.stream()
                        .filter(each -> each.mart().name().equals(name))
                        .flatMap(each -> rebuild(each).stream())
                        .findFirst(),
                applier.failure(generation.table().name()));
    }

    private Optional<MartState.Rebuild> rebuild(Generation generation) {
        return watch.share(generation)
                .flatMap(share -> watch.edition(generation)
                        .map(edition -> new MartState.Rebuild(
                                share,
                                edition.since(),
                                applier.waits(generation.mart().name()))));
    }

    /** One for each generation there is. */
    List<EditionRows> editions() {
        return store.generations().stream()
                .flatMap(generation -> edition(generation).stream())
                .toList();
    }

    private Optional<EditionRows> edition(Generation generation) {
        String table = generation.table().name();
        return rowsWhereThere(table)
                .map(rows -> new EditionRows(
                        generation.mart().name(),
                        generation.mart().topic(),
                        generation.current(),
                        rows,
                        frontier.completeTo(table),
                        watch.share(generation),
                        applier.failure(table)));
    }

    /** Nothing when the applier has just dropped the generation. */
    private Optional<Long> rowsWhereThere(String table) {
        try {
            return Optional.of(rows("marts.\"" + table + "\""));
        } catch (WarehouseException e) {
            if (rows("information_schema.tables WHERE table_schema = 'marts' AND table_name = '" + table + "'") > 0) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private long rows(String table) {
        return database.read("SELECT count(*) FROM " + table, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }
}
