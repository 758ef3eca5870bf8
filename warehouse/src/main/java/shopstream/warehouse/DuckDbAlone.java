package shopstream.warehouse;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import shopstream.contracts.seeds.Seed;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.questions.Answers;
import shopstream.warehouse.questions.Question;
import shopstream.warehouse.store.Database;
import shopstream.warehouse.store.StarStore;

/**
 * A warehouse that nobody feeds and nobody asks over HTTP: the same questions on the same file, each computed anew. No
 * page can be answered faster without remembering answers; a benchmark holds the platform against it.
 */
public final class DuckDbAlone implements AutoCloseable {
    private final Database database;
    private final StarStore store;
    private final Stars stars;
    private final ZoneId zone;
    private final Clock clock;
    private final AtomicLong version = new AtomicLong();
    private final Answers answers;

    private DuckDbAlone(Database database, List<Dashboard> dashboards, List<Seed> seeds, ZoneId zone, Clock clock) {
        this.database = database;
        this.zone = zone;
        this.clock = clock;
        this.store = new StarStore(database, clock);
        this.stars = new Stars(dashboards, seeds, zone);
        stars.refresh(store);
        store.buildAll();
        this.answers = new Answers(database, zone);
    }

    /** Opens the file of a warehouse that is closed. */
    public static DuckDbAlone open(
            Path directory, List<Dashboard> dashboards, List<Seed> seeds, ZoneId zone, Clock clock) {
        Database database = Database.open(directory.resolve("shop.duckdb"), Database.Limits.DEFAULT);
        try {
            return new DuckDbAlone(database, dashboards, seeds, zone, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Computes an answer as if the numbers had just changed. @return rows in it */
    public int ask(String dashboard, Map<String, List<String>> parameters) {
        Question question = Question.parse(stars.dashboard(dashboard), parameters, zone, clock);
        Answers.Subject subject =
                new Answers.Subject(stars.star(dashboard), store.current(dashboard), version.incrementAndGet());
        return answers.numbers(subject, question).rows().size();
    }

    @Override
    public void close() {
        database.close();
    }
}
