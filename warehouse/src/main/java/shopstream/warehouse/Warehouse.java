package shopstream.warehouse;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import shopstream.contracts.PersonalNames;
import shopstream.contracts.seeds.Seed;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.dashboards.Campaign;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.LeftOut;
import shopstream.warehouse.feed.Applier;
import shopstream.warehouse.feed.Frontier;
import shopstream.warehouse.feed.LogWatch;
import shopstream.warehouse.questions.Answer;
import shopstream.warehouse.questions.Answers;
import shopstream.warehouse.questions.Latest;
import shopstream.warehouse.questions.Question;
import shopstream.warehouse.questions.RelevantCampaigns;
import shopstream.warehouse.questions.Unusual;
import shopstream.warehouse.questions.UnusualHour;
import shopstream.warehouse.store.Database;
import shopstream.warehouse.store.Generation;
import shopstream.warehouse.store.ShownWarehouse;
import shopstream.warehouse.store.StarStore;

/**
 * The marts in DuckDB, kept current from the log as long as this is open, and everything that is asked of them. Thread
 * safe; answers never wait for the applier.
 */
public final class Warehouse implements AutoCloseable {
    private final Database database;
    private final StarStore store;
    private final Stars stars;
    private final Subjects subjects;
    private final Answers answers;
    private final ExecutorService renewing = Executors.newFixedThreadPool(Database.READERS);
    private final SharedAnswers shared;
    private final Latest latest;
    private final RelevantCampaigns campaigns;
    private final Unusual unusual;
    private final Frontier frontier = new Frontier();
    private final Applier applier;
    private final ZoneId shopZone;
    private final Clock clock;
    private final LogWatch watch;
    private final Marts marts;

    private Warehouse(
            Database database,
            LogAddress log,
            List<Dashboard> dashboards,
            List<Seed> seeds,
            ZoneId shopZone,
            Clock clock) {
        this.database = database;
        this.shopZone = shopZone;
        this.clock = clock;
        this.store = new StarStore(database, clock);
        store.seed(seeds);
        this.stars = new Stars(dashboards, seeds, shopZone);
        this.subjects = new Subjects(stars, store, clock);
        this.answers = new Answers(database, shopZone);
        this.shared = new SharedAnswers(database, subjects::version, renewing);
        this.latest = new Latest(database, answers);
        this.campaigns = new RelevantCampaigns(answers, dashboards, seeds, shopZone);
        this.unusual = new Unusual(database, answers, campaigns, renewing, clock);
        Completeness completeness = new Completeness(log);
        this.applier = new Applier(store, log, completeness, frontier, subjects, clock);
        this.watch = new LogWatch(log, completeness, store, frontier, applier);
        this.marts = new Marts(database, store, frontier, applier, watch, clock);
    }

    /** Opens the warehouse below a directory and starts following the log. */
    public static Warehouse open(
            Path directory,
            LogAddress log,
            List<Dashboard> dashboards,
            List<Seed> seeds,
            ZoneId shopZone,
            Clock clock) {
        return open(directory, log, dashboards, seeds, shopZone, clock, Database.Limits.DEFAULT);
    }

    /** Opens the warehouse with limits of one's own. @throws shopstream.warehouse.store.WarehouseException when it cannot be opened */
    public static Warehouse open(
            Path directory,
            LogAddress log,
            List<Dashboard> dashboards,
            List<Seed> seeds,
            ZoneId shopZone,
            Clock clock,
            Database.Limits limits) {
        Database database = Database.open(directory.resolve("shop.duckdb"), limits);
        try {
            var warehouse = new Warehouse(database, log, dashboards, seeds, shopZone, clock);
            warehouse.stars.refresh(warehouse.store);
            warehouse.applier.start();
            warehouse.watch.start();
            return warehouse;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The dashboards as declared. */
    public List<Dashboard> dashboards() {
        return stars.dashboards();
    }

    /** The dashboard of that name. @throws DashboardUnavailable if there is none */
    public Dashboard dashboard(String name) {
        return stars.dashboard(name);
    }

    /** What a dashboard is shown without for now, as while a model that has a new column is rebuilt; mostly nothing. */
    public Optional<LeftOut> leftOut(String dashboard) {
        return stars.leftOut(dashboard);
    }

    /** The dashboard as it can be asked now; as it is declared while nothing of it can be shown. */
    public Dashboard asShown(String dashboard) {
        return stars.asShown(dashboard);
    }

    /**
     * Whether the times of a dashboard are days without hours. They begin with the shop's midnights, and would be other days
     * in another zone: questions are about the shop's, whatever zone they name.
     */
    public boolean ownDays(String dashboard) {
        return subjects.ask(dashboard, answers::ownDays).orElse(false);
    }

    /** Reads a question's parameters. @throws shopstream.warehouse.questions.BadParameter if one is not understood */
    public Question question(String dashboard, Map<String, List<String>> parameters) {
        return Question.parse(stars.dashboard(dashboard), parameters, shopZone, clock, () -> ownDays(dashboard));
    }

    /**
     * Answers a question from what was last committed; where many ask at once, from what was committed up to a second
     * ago. The answer says up to when it is complete, and never less than one before it to whatever question.
     *
     * @throws DashboardUnavailable while its marts are missing, and where it is about what is {@link #leftOut}
     */
    public Answer ask(Question question) {
        return shared.answer(
                        question,
                        () -> newest(question),
                        () -> completeTo(question.dashboard().name()))
                .at(clock.instant());
    }

    private Answer newest(Question question) {
        Optional<Instant> completeTo = completeTo(question.dashboard().name());
        return Answer.of(question, completeTo, subjects.ask(question, subject -> answers.numbers(subject, question)));
    }

    /**
     * The newest entities (orders), newest first: {@code order} (the entity's name), {@code time}, the place dimensions,
     * {@code lines}, and every measure that a single entity has; where amounts have no rate, {@code unconverted} with the
     * measures per currency, as in an answer.
     *
     * @param filters parameters of dimensions, as in a question
     */
    public List<Map<String, Object>> latest(String dashboard, int limit, Map<String, List<String>> filters) {
        record Newest(Question question, int limit) {}
        var newest = new Newest(question(dashboard, filters).ever(), limit);
        return shared.of(
                newest, () -> subjects.ask(newest.question(), subject -> latest.of(subject, newest.question(), limit)));
    }

    /** Hours of unusually high demand in the question's range, newest first; empty while the shop knows no hours. */
    public List<UnusualHour> unusual(Question question) {
        Optional<Instant> completeTo = completeTo(question.dashboard().name());
        return subjects.ask(question, subject -> unusual.hours(subject, question, completeTo));
    }

    /**
     * Each time a campaign runs in the question's range and is about what its filters keep, the earliest first.
     *
     * @throws DashboardUnavailable while the dashboard's marts are missing
     */
    public List<Campaign.Run> campaigns(Question question) {
        return subjects.ask(question, subject -> campaigns.in(subject, question));
    }

    /** Grows with every change of any number. */
    public long version() {
        return subjects.version();
    }

    /** Every change the source committed until then is in the dashboard's numbers; empty while that is not known. */
    public Optional<Instant> completeTo(String dashboard) {
        return stars.usedTables(dashboard).flatMap(marts::completeTo);
    }

    /** Whether a dashboard's sums are still to be built; it is answered all the same, from its lines. */
    public boolean building(String dashboard) {
        return store.unbuilt().contains(dashboard);
    }

    /** How each mart stands. */
    public List<MartState> marts() {
        return marts.states();
    }

    /** What DuckDB's own buffers hold now, in bytes; what its allocator keeps beside them is not in it. */
    public long memoryBytes() {
        return database.memoryBytes();
    }

    /** What of each dashboard comes from a mart; dashboards that do without it are left out. */
    public List<Dependents> dependents(String mart) {
        return stars.dependents(mart);
    }

    /** What there is of each edition of each mart: the one shown, those being built, those kept. */
    public List<EditionRows> editions() {
        return marts.editions();
    }

    /**
     * Takes note of the marts whose changed models are being rebuilt and get on: marts that a dashboard joins are shown
     * together, and no other than these is waited for.
     */
    public void rebuilding(Set<String> marts) {
        applier.rebuilding(marts);
    }

    /** The marts that are shown. */
    public List<MartDeclaration> shown() {
        return Generation.shown(store.generations());
    }

    /** What is shown, to be copied. @param personal what no mart gives out */
    public ShownWarehouse shownWithout(PersonalNames personal) {
        return database.shown(this::shown, personal);
    }

    /** The first column of a query on what was last committed. */
    List<Object> column(String query) {
        return database.read(query, rows -> {
            var values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        });
    }

    @Override
    public void close() {
        watch.stop();
        renewing.shutdownNow();
        applier.close();
        watch.close();
        database.close();
    }
}
