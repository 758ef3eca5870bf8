package shopstream.app;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.app.catalog.Catalog;
import shopstream.app.configuration.Shop;
import shopstream.app.configuration.ShopConfiguration;
import shopstream.app.http.BackupRoutes;
import shopstream.app.http.CatalogRoutes;
import shopstream.app.http.ChangeStream;
import shopstream.app.http.DashboardJson;
import shopstream.app.http.DashboardRoutes;
import shopstream.app.http.LakeRoutes;
import shopstream.app.http.Metrics;
import shopstream.app.http.ModelRoutes;
import shopstream.app.http.OpenApiRoutes;
import shopstream.app.http.PageRoutes;
import shopstream.app.http.QuarantineRoutes;
import shopstream.app.http.QuestionRoutes;
import shopstream.app.http.RunRoutes;
import shopstream.app.http.SqlRoutes;
import shopstream.app.http.StatusRoutes;
import shopstream.app.http.Surface;
import shopstream.app.http.VendorRoutes;
import shopstream.app.http.WebServer;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.Contract;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.QuarantineReader;
import shopstream.ingestion.database.DatabaseCapture;
import shopstream.ingestion.database.DatabaseSource;
import shopstream.operations.quarantine.Disclosure;
import shopstream.operations.quarantine.QuarantineBook;
import shopstream.transformations.flink.FolderPlans;
import shopstream.transformations.flink.ModelRunner;
import shopstream.transformations.profiles.ProfileJob;
import shopstream.warehouse.Warehouse;

/**
 * All parts of the way of the data, wired: log, warehouse, web server, models and, once the source is there, capture.
 * Closing stops them in the opposite order; what was half started is stopped when a later part fails to start.
 */
public final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    /** Where the models keep their state, below the data directory. */
    public static final String MODELS = "models";

    /** The file below the data directory that lists the editions of the marts. */
    public static final String MODEL_LIST = "models.json";

    private final Shop shop;
    private final Set<String> missing;
    private final List<Contract> present;
    private final Clock clock;
    private final Terminal terminal;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final ShopIdentity identity;
    private final LogAddress log;
    private final Completeness completeness;
    private final EventLog eventLog;
    private final Warehouse warehouse;
    private final CompletableFuture<FolderPlans> plans;
    private final DataDirectory directory;
    private final StatusBoard statusBoard;
    private final Optional<RunningCollector> collector;
    private final Optional<RunningRecommender> recommender;
    private final WebServer webServer;
    private final RunningSchedules schedules;
    private final AwaitedLake lake;
    private volatile ModelBoard modelBoard;
    private volatile ModelRunner models;

    /**
     * Starts everything but capture and the models. Pages are served from then on, and say what is still missing.
     *
     * @param missing datasets whose tables the source does not have
     * @param port of the pages; 0 takes any free one
     * @param further routes of the command that starts it
     * @param restores told when restored data is to take the place of what this platform has
     * @param logFailed told why when the log has failed for good, as on a full disk; everything else stands still then
     */
    Platform(
            Shop shop,
            Set<String> missing,
            DataDirectory directory,
            int port,
            Clock clock,
            Terminal terminal,
            List<WebServer.Routes> further,
            BackupRoutes.Restores restores,
            Consumer<String> logFailed) {
        this.shop = shop;
        this.missing = Set.copyOf(missing);
        this.directory = directory;
        this.identity = directory.shop();
        this.clock = clock;
        this.terminal = terminal;
        this.schedules = new RunningSchedules(directory, clock);
        this.present = shop.contracts().stream()
                .filter(contract -> !missing.contains(contract.dataset()))
                .toList();
        this.lake = new AwaitedLake(RunningLake.asked(shop, present));
        ShopConfiguration configuration = shop.configuration();
        // Planning takes seconds of one core, and so does the broker.
        plans = CompletableFuture.supplyAsync(() -> FolderPlans.of(shop.models(), shop.inputs(), missing));
        try {
            OpenedLog opened = keep(OpenedLog.open(shop, present, directory, clock, terminal, logFailed));
            log = opened.address();
            eventLog = opened.writer();
            warehouse = keep(Warehouse.open(
                    directory.directory("warehouse"),
                    log,
                    shop.dashboards(),
                    shop.seeds(),
                    configuration.zone(),
                    clock));
            completeness = keep(new Completeness(log));
            statusBoard = new StatusBoard(shop, missing, opened, completeness, warehouse, clock);
            collector = shop.events()
                    .map(contract -> keep(RunningCollector.start(contract, configuration.events(), log, clock)));
            collector.ifPresent(running -> statusBoard.collects(running.counts()));
            recommender = shop.recommending()
                    .map(declared -> keep(RunningRecommender.start(shop, declared, log, directory, lake, clock)));
            recommender.ifPresent(statusBoard::recommends);
            webServer = keep(webServer(port, further, restores));
            directory.announce(URI.create("http://127.0.0.1:" + webServer.port()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private WebServer webServer(int port, List<WebServer.Routes> further, BackupRoutes.Restores restores) {
        ChangeStream changes = keep(new ChangeStream(warehouse, clock));
        ShopConfiguration configuration = shop.configuration();
        DashboardJson json = new DashboardJson(configuration.zone(), configuration.firstWeekday());
        AskedShop asked = keep(AskedShop.running(directory, warehouse, warehouse.dashboards(), present, clock));
        QuarantineBook quarantine =
                keep(new QuarantineBook(() -> new QuarantineReader(log), Disclosure.of(shop.contracts())));
        SavedQuestions questions = new SavedQuestions(directory.directory(AskedShop.FOLDER));
        questions.adopt(directory.root());
        Metrics metrics = new Metrics(statusBoard::status, warehouse::memoryBytes, schedules::standings);
        collector.ifPresent(running -> running.servePublicly(metrics, recommendations(Surface.PUBLIC)));
        List<WebServer.Routes> routes = new ArrayList<>(
                collector.map(running -> running.routes(Surface.OWN)).orElse(List.of()));
        routes.addAll(recommendations(Surface.OWN));
        recommender.map(RunningRecommender::modelRoutes).ifPresent(routes::add);
        routes.addAll(further);
        routes.addAll(List.of(
                new PageRoutes(),
                new VendorRoutes(),
                new OpenApiRoutes(warehouse::dashboards),
                new StatusRoutes(statusBoard::status),
                new ModelRoutes(this::modelList, this::rollback),
                new LakeRoutes(new WrittenLake(lake)),
                new RunRoutes(schedules, schedules.book()),
                new QuarantineRoutes(quarantine),
                new CatalogRoutes(() -> Catalog.of(shop)),
                new BackupRoutes(this::logInUse, () -> eventLog.cut().json(), restores),
                new SqlRoutes(asked.desk()),
                new QuestionRoutes(questions),
                new DashboardRoutes(warehouse, changes, json),
                metrics));
        return WebServer.start(port, metrics, routes);
    }

    private List<WebServer.Routes> recommendations(Surface surface) {
        return recommender.map(running -> running.routes(surface)).orElse(List.of());
    }

    private Map<String, Object> logInUse() {
        return Map.of(
                "shop", identity.name(),
                "source", identity.source(),
                "prefix", log.prefix(),
                "bootstrapServers", log.bootstrapServers(),
                "embedded", shop.configuration().log().bootstrapServers().isEmpty(),
                // A slot goes on with what is read; of the log behind it nothing is left.
                "readAnew", shop.source().kind() == DatabaseSource.Kind.POSTGRESQL);
    }

    private Map<String, Object> modelList() {
        ModelBoard board = modelBoard;
        return board == null ? Map.of("marts", List.of()) : board.json();
    }

    private void rollback(String mart) {
        if (models == null) {
            throw new IllegalArgumentException("The models are still starting. Try again in a few seconds.");
        }
        models.rollback(mart);
    }

    /** Starts following the source, which must be ready to be followed. */
    public void capture() {
        DatabaseSource source = shop.source();
        SnapshotProgress progress = new SnapshotProgress();
        DatabaseCapture capture =
                keep(Workers.start(() -> DatabaseCapture.start(source, present, log, eventLog, progress::rows, clock)));
        statusBoard.captures(source, capture, progress);
    }

    /** Starts the models' jobs. */
    void startModels() {
        try (Step step = terminal.step("Models started")) {
            ModelRunner runner = keep(new ModelRunner(
                    directory.directory(MODELS),
                    log,
                    shop.configuration().source().name(),
                    shop.inputs(),
                    shop.configuration().rebuild(),
                    clock));
            statusBoard.runs(runner);
            FolderPlans planned = plans.join();
            Workers.start(() -> {
                runner.run(planned, shop.events().isPresent() ? ProfileJob.SLOTS : 0);
                return runner;
            });
            models = runner;
            modelBoard = keep(new ModelBoard(runner, warehouse, directory.root().resolve(MODEL_LIST)));
            step.done();
        }
    }

    /** Starts writing the lake, where a contract marks anything for it or a mart asks for it; the models must run. */
    void startLake() {
        if (lake.isAsked()) {
            RunningLake started =
                    keep(Workers.start(() -> RunningLake.start(directory, log, shop, present, completeness, clock)));
            statusBoard.writes(started);
            lake.started(started);
        }
    }

    /** Starts folding profiles, where events are taken; the models must run. */
    void startProfiles() {
        shop.events()
                .ifPresent(events -> statusBoard.folds(
                        keep(Workers.start(() -> RunningProfiles.start(events, shop, directory, log, models, clock)))));
    }

    /** Starts doing what is declared to be done by itself; what works on the lake waits for it. */
    void startSchedules() {
        schedules.follow(directory, shop, missing, lake, recommender.map(RunningRecommender::works));
        keep(schedules);
    }

    /** Waits until every dashboard shows all that the source held when this was called, and there is something to recommend. */
    public void awaitComplete() throws InterruptedException {
        new DashboardsComplete(shop.dashboards(), warehouse, statusBoard, terminal, clock).await();
        if (recommender.isPresent()) {
            recommender.get().begin();
            recommender.get().awaitProducts();
        }
    }

    /** The port on which the pages are served. */
    public int port() {
        return webServer.port();
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            long begun = System.nanoTime();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
            }
            LOG.info(
                    "{} stopped in {} ms",
                    part.getClass().getSimpleName(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        }
    }
}
