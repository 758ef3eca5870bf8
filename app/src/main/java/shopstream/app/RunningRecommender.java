package shopstream.app;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import shopstream.app.configuration.OutputsConfiguration;
import shopstream.app.configuration.Shop;
import shopstream.app.http.CourseRoutes;
import shopstream.app.http.OutcomeJson;
import shopstream.app.http.OutcomeRoutes;
import shopstream.app.http.PlacementRoutes;
import shopstream.app.http.PlatformStatus;
import shopstream.app.http.PopularJson;
import shopstream.app.http.RecommendationRequest;
import shopstream.app.http.RecommendationRoutes;
import shopstream.app.http.Surface;
import shopstream.app.http.TrainedModelRoutes;
import shopstream.app.http.TrainedModelTable;
import shopstream.app.http.WebServer;
import shopstream.app.scheduled.RecommenderWorks;
import shopstream.contracts.yaml.Problem;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.operations.schedules.Work;
import shopstream.recommender.answers.Embeddings;
import shopstream.recommender.answers.Explanations;
import shopstream.recommender.answers.KeptProducts;
import shopstream.recommender.answers.PopularNow;
import shopstream.recommender.answers.Recommender;
import shopstream.recommender.answers.Source;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.experiments.Experiments;
import shopstream.recommender.learning.ModelLife;
import shopstream.recommender.learning.ShopTraining;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.LogFollower;
import shopstream.recommender.live.Product;
import shopstream.recommender.models.ModelInUse;
import shopstream.recommender.models.ModelVersions;
import shopstream.recommender.outcomes.Outcomes;
import shopstream.recommender.outputs.ActiveCustomers;
import shopstream.recommender.outputs.CurrentRecommendations;
import shopstream.recommender.outputs.CustomerRows;
import shopstream.recommender.outputs.DeliveryRun;
import shopstream.recommender.outputs.PopularList;
import shopstream.recommender.own.LiveOwn;
import shopstream.recommender.placements.LivePlacements;

/** What recommends, kept current from the log. */
final class RunningRecommender implements AutoCloseable {
    /** At a start everything is read at once, and the dashboards come first; but not for ever. */
    private static final Duration GIVING_WAY = Duration.ofSeconds(30);

    private static final Duration KEEPING = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    /** New products wait so long at most until it is known who may like them. */
    private static final Duration WELCOMING = Duration.ofMinutes(1);

    private static final Duration LOOKING = Duration.ofMillis(250);
    private static final int POPULAR_DAYS = 30;
    private static final int KEPT = 100;

    private final LogFollower follower;
    private final ModelLife models;
    private final MartCatalog marts;
    private final Recommender recommender;
    private final LivePlacements placements;
    private final LiveOwn own;
    private final PopularNow popular;
    private final KeptProducts kept;
    private final Recommending declared;
    private final Experiments experiments;
    private final Outcomes outcomes;
    private final String currency;
    private final ZoneId zone;
    private final Clock clock;
    private final Embeddings embeddings;
    private final RunningOutputs outputs;
    private final Optional<CustomerRows> customers;
    private final ScheduledExecutorService keeping = thread("keep-popular");
    /** Making vectors of all products may take minutes, and nothing else is to wait for it. */
    private final ScheduledExecutorService loading = thread("make-vectors");

    private RunningRecommender(
            Shop shop,
            Recommending declared,
            LogAddress log,
            DataDirectory directory,
            RunningOutputs outputs,
            Clock clock) {
        this.own = new LiveOwn(shop.ownRecommenders(), System::nanoTime);
        LiveShop live = new LiveShop(declared, own.features(), clock);
        this.declared = declared;
        this.experiments = shop.experiments();
        this.outcomes =
                new Outcomes(live, declared.purchases(), shop.configuration().zone(), experiments::declare, clock);
        this.currency = shop.configuration().currency().getCurrencyCode();
        this.zone = shop.configuration().zone();
        this.clock = clock;
        this.embeddings = new Embeddings(live, System::nanoTime);
        this.outputs = outputs;
        this.placements = new LivePlacements(declared.placements(), declared.products(), zone);
        this.marts = new MartCatalog(log);
        this.popular = new PopularNow(live.popularity(), live.catalog(), System::nanoTime);
        this.kept = new KeptProducts(directory.directory(RecommenderHome.FOLDER).resolve("popular.json"));
        this.recommender = new Recommender(declared, live, popular, kept, placements::named, own);
        String source = shop.configuration().source().name();
        LogFollower.Topics topics = new LogFollower.Topics(
                shop.events().map(events -> log.names().events(events.dataset())),
                log.names().dataset(source, declared.products().dataset()),
                declared.customers().map(customers -> log.names().dataset(source, customers.dataset())),
                () -> declared.purchases().flatMap(purchases -> marts.topic(purchases.mart())));
        this.customers = declared.customers()
                .map(table -> new CustomerRows(log, log.names().dataset(source, table.dataset()), table));
        ModelVersions versions = RecommenderHome.models(directory.root());
        this.models = new ModelLife(
                new ShopTraining(declared, log, topics, versions, clock), versions, new ModelInUse(versions, live));
        this.follower = LogFollower.waiting(log, topics, live, outcomes);
        keeping.schedule(this::begin, GIVING_WAY.toMillis(), TimeUnit.MILLISECONDS);
        keeping.execute(this::useModel);
        keeping.scheduleWithFixedDelay(this::keep, KEEPING.toSeconds(), KEEPING.toSeconds(), TimeUnit.SECONDS);
        keeping.scheduleWithFixedDelay(placements::look, LOOKING.toMillis(), LOOKING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to read what has happened, unless it has: the dashboards are complete. Until then what is popular is recommended. */
    void begin() {
        follower.begin();
    }

    /**
     * Waits until no answer is empty any more. Only a first start has nothing from before, and does not know yet what the shop
     * sells; a shop that sells nothing is not waited for.
     */
    void awaitProducts() throws InterruptedException {
        long until = System.nanoTime() + GIVING_WAY.toNanos();
        while (!knowsProducts() && System.nanoTime() < until) {
            follower.awaitCaughtUp(LOOK_AGAIN);
        }
    }

    private boolean knowsProducts() {
        return !kept.products().isEmpty() || recommender.shop().catalog().count() > 0 || follower.isCaughtUp();
    }

    /** Once everything is read that there is: a model knows products by what they are called, and lists by their numbers. */
    private void useModel() {
        if (follower.isCaughtUp()) {
            loading.scheduleWithFixedDelay(own::look, 0, LOOKING.toMillis(), TimeUnit.MILLISECONDS);
            models.inUse().follow();
            loading.scheduleWithFixedDelay(models.inUse()::welcome, 0, WELCOMING.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            keeping.schedule(this::useModel, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What can be done by schedule: the model is trained, and put to use if it is not worse; what is recommended is sent to others. */
    RecommenderWorks works() {
        Work training = log -> {
            models.train(log::say);
            return OptionalLong.empty();
        };
        return new RecommenderWorks(
                training,
                outputs.delivery(this::current, follower::awaitCaughtUp),
                outputs.popular(this::popularNow, follower::awaitCaughtUp),
                outputs.embeddings(embeddings::now, follower::awaitCaughtUp));
    }

    private DeliveryRun.Records current(OutputsConfiguration.Recommendations wanted) {
        return new CurrentRecommendations(
                recommender,
                embeddings,
                new ActiveCustomers(recommender.shop().visitors(), wanted.activeWithin()),
                active -> customers.map(rows -> rows.of(active)).orElse(Map.of()),
                wanted.products());
    }

    private Supplier<PopularList> popularNow(OutputsConfiguration.Popular wanted) {
        return () -> {
            List<Product> products = popular.products(wanted.days(), Optional.empty()).stream()
                    .limit(wanted.products())
                    .toList();
            String json = new PopularJson(currency).of(wanted.days(), Optional.empty(), products);
            return new PopularList(clock.instant(), json, products.size());
        };
    }

    RunningOutputs outputs() {
        return outputs;
    }

    /** Writes down what is popular, once everything is read that there is. */
    private void keep() {
        if (follower.isCaughtUp()) {
            kept.keep(popular.products(POPULAR_DAYS, Optional.empty()).stream()
                    .limit(KEPT)
                    .toList());
        }
    }

    static RunningRecommender start(
            Shop shop, Recommending declared, LogAddress log, DataDirectory directory, AwaitedLake lake, Clock clock) {
        RunningOutputs outputs = new RunningOutputs(shop, log, directory, lake, clock);
        return new RunningRecommender(shop, declared, log, directory, outputs, clock);
    }

    /** The topic of a mart as it is now; empty while there is none. */
    PlatformStatus.Recommendations status() {
        LiveShop live = recommender.shop();
        Map<String, Long> answers = new LinkedHashMap<>();
        for (Source source : Source.values()) {
            answers.put(source.word(), recommender.given(source));
        }
        String reading = follower.isCaughtUp() ? "live" : "starting";
        return new PlatformStatus.Recommendations(
                follower.trouble().isPresent() ? "behind" : reading,
                follower.trouble().orElse(null),
                answers,
                recommender.givenOfRegions(),
                recommender.late(),
                recommender.failed(),
                live.catalog().count(),
                live.visitors().count(),
                live.visitors().bots(),
                live.orders().orders(),
                live.orders().untold(),
                live.unreadable(),
                models.inUse().version().orElse(null),
                models.inUse().trouble().orElse(null),
                live.companions().unranked(),
                placements.problems().stream().map(Problem::toString).toList(),
                own.all().stream().map(PlatformStatus.OwnRecommender::of).toList());
    }

    /** What only those may ask who run the program. */
    WebServer.Routes modelRoutes() {
        return new TrainedModelRoutes(models);
    }

    List<WebServer.Routes> routes(Surface surface) {
        var requests = new RecommendationRequest(
                declared.signingSecret(), declared.deadline(), surface, clock, recommender::placement);
        var answers = new RecommendationRoutes(recommender, popular, requests, experiments, currency, clock);
        return switch (surface) {
            case PUBLIC -> List.of(answers);
            // What became of recommendations, and why, is nobody's business but the shop's.
            case OWN ->
                List.of(
                        answers,
                        new PlacementRoutes(placements, recommender, declared.deadline(), currency, zone, clock),
                        new CourseRoutes(embeddings, recommender.shop().catalog()),
                        new OutcomeRoutes(
                                outcomes,
                                new Explanations(declared, recommender),
                                experiments,
                                requests,
                                new OutcomeJson(currency),
                                () -> TrainedModelTable.of(models)));
        };
    }

    @Override
    public void close() {
        keeping.shutdownNow();
        loading.shutdownNow();
        own.close();
        follower.close();
        marts.close();
    }
}
