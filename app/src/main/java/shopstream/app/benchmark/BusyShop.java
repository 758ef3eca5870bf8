package shopstream.app.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import shopstream.app.http.CollectorRoutes;
import shopstream.app.http.Metrics;
import shopstream.app.http.RecommendationRequest;
import shopstream.app.http.RecommendationRoutes;
import shopstream.app.http.Surface;
import shopstream.app.http.WebServer;
import shopstream.contracts.EventContract;
import shopstream.contracts.yaml.Place;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogAddress;
import shopstream.ingestion.events.Call;
import shopstream.ingestion.events.Collector;
import shopstream.ingestion.events.EventBody;
import shopstream.ingestion.events.EventSource;
import shopstream.ingestion.events.EventSources;
import shopstream.ingestion.events.InFlight;
import shopstream.ingestion.events.UnreadableBody;
import shopstream.recommender.answers.KeptProducts;
import shopstream.recommender.answers.PopularNow;
import shopstream.recommender.answers.Recommender;
import shopstream.recommender.declared.ProductTable;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.experiments.Experiments;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.LogFollower;
import shopstream.recommender.outcomes.Outcomes;

/**
 * A shop with very many products and visitors, whose collector and recommendations are served as the platform serves them: from
 * a broker, over HTTP.
 */
final class BusyShop implements AutoCloseable {
    private static final int EVENTS_PER_VISITOR = 5;
    private static final int AT_ONCE = 1_000;
    private static final long IN_FLIGHT = 32 << 20;
    private static final int CATEGORIES = 200;

    /** One of so many is among those that are wanted most. */
    private static final int FAMILIAR = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final EmbeddedBroker broker;
    private final EventStream stream;
    private final LogFollower follower;
    private final Recommender recommender;
    private final WebServer server;
    private final WantedProducts products;
    private final int visitors;

    BusyShop(EventContract contract, Path directory, int products, int visitors, Clock clock)
            throws UnreadableBody, InterruptedException {
        this.products = new WantedProducts(products);
        this.visitors = visitors;
        broker = EmbeddedBroker.start(directory.resolve("log"));
        LogAddress log = new LogAddress(broker.bootstrapServers(), Map.of(), "bench", (short) 1);
        stream = new EventStream(log, contract, clock);
        Collector collector = new Collector(contract, stream, clock);
        fill(collector, clock.instant());
        Recommending declared = declared();
        LiveShop live = new LiveShop(declared, clock);
        for (int product = 0; product < products; product++) {
            live.product(bytes("{'code':'P" + product + "'}"), product(product));
        }
        PopularNow popular = new PopularNow(live.popularity(), live.catalog(), System::nanoTime);
        recommender = new Recommender(declared, live, popular, new KeptProducts(directory.resolve("popular.json")));
        follower = LogFollower.start(
                log,
                new LogFollower.Topics(
                        Optional.of(log.names().events(contract.dataset())), "bench.shop.products", Optional::empty),
                live,
                new Outcomes(live, declared.purchases(), ZoneOffset.UTC, any -> false, clock));
        server = WebServer.startPublic(
                InetAddress.getLoopbackAddress(),
                0,
                new Metrics(() -> null, () -> 0, List::of),
                List.of(
                        new CollectorRoutes(
                                collector,
                                new EventSources(List.of(EventSource.LOCAL)),
                                new InFlight(IN_FLIGHT),
                                Surface.OWN),
                        new RecommendationRoutes(
                                recommender,
                                popular,
                                new RecommendationRequest(
                                        Optional.empty(),
                                        declared.deadline(),
                                        Surface.OWN,
                                        clock,
                                        recommender::placement),
                                Experiments.NONE,
                                "USD",
                                clock)));
        if (!follower.awaitCaughtUp(PATIENCE)) {
            throw new IllegalStateException("The events were not read within " + PATIENCE.toMinutes() + " minutes");
        }
    }

    private static Recommending declared() {
        return new Recommending(
                new ProductTable(
                        "products",
                        "code",
                        "name",
                        Optional.of("line"),
                        Optional.of("price"),
                        Optional.of("stock"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Duration.ofDays(90),
                Set.of(),
                Duration.ofMillis(250),
                Optional.empty(),
                new Place(Path.of("recommendations.yaml"), 1));
    }

    private static byte[] product(int product) {
        return bytes("{'code':'P" + product + "','name':'Model " + product + "','line':'Line " + product % CATEGORIES
                + "','price':'" + (10 + product % 90) + ".50','stock':5}");
    }

    /** Visitors who each look at things that are near each other, some of them far more wanted than others. */
    private void fill(Collector collector, Instant now) throws UnreadableBody {
        Random random = new Random(1);
        for (int begin = 0; begin < visitors; begin += AT_ONCE / EVENTS_PER_VISITOR) {
            StringBuilder batch = new StringBuilder("{\"batch\":[");
            for (int visitor = begin; visitor < begin + AT_ONCE / EVENTS_PER_VISITOR; visitor++) {
                int near = products.any(random);
                for (int event = 0; event < EVENTS_PER_VISITOR; event++) {
                    batch.append(batch.charAt(batch.length() - 1) == '[' ? "" : ",")
                            .append(viewed(
                                    "v" + visitor, products.near(near, random), now.minusSeconds(3_600 - 60L * event)));
                }
            }
            byte[] body = batch.append("]}").toString().getBytes(UTF_8);
            collector.take(EventBody.read(body, Call.BATCH), Call.BATCH, EventSource.LOCAL);
        }
    }

    /** A product at which many have looked: what nobody has seen leads to nothing, and no answer shows that it is known. */
    int familiar(Random random) {
        return random.nextInt(Math.max(1, products.count() / FAMILIAR));
    }

    /** A product, as wanted as it is. */
    int wanted(Random random) {
        return products.any(random);
    }

    /** One of the visitors, another one each time. */
    static String visitor(long index, int visitors) {
        return "v" + Math.floorMod(index * 7_919, visitors);
    }

    /** One event, as a page tells it. */
    static String viewed(String browser, int product, Instant time) {
        return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"" + browser + "\",\"timestamp\":\""
                + time
                + "\",\"properties\":{\"product_id\":\"P" + product + "\",\"name\":\"Model " + product
                + "\",\"category\":\"Line " + product % CATEGORIES + "\",\"price\":" + (10 + product % 90)
                + ".5,\"currency\":\"USD\"},\"context\":{\"page\":{\"path\":\"/products/P" + product
                + "\"},\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36\"}}";
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }

    int port() {
        return server.port();
    }

    int visitors() {
        return visitors;
    }

    int products() {
        return products.count();
    }

    Recommender recommender() {
        return recommender;
    }

    @Override
    public void close() {
        server.close();
        follower.close();
        stream.close();
        broker.close();
    }
}
