package shopstream.app.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import shopstream.contracts.EventContract;
import shopstream.recommender.answers.Request;
import shopstream.recommender.answers.Source;

/**
 * How long it takes from telling a click to recommendations that know it, while others tell theirs; and how many requests for
 * recommendations are answered, and how fast.
 */
final class ClickToAnswer implements Measurement {
    private static final double CLICK_P99_MILLIS = 50;
    private static final double ANSWER_P99_MILLIS = 5;
    private static final double EVENTS_PER_SECOND = 1_000;
    private static final double REQUESTS_PER_SECOND = 5_000;
    private static final int CONNECTIONS = 16;
    private static final long MILLIS_BETWEEN = 50;
    private static final Duration GIVEN_UP = Duration.ofSeconds(10);

    private final EventContract contract;
    private final Path directory;
    private final int products;
    private final int visitors;
    private final Duration duration;
    private final Clock clock;

    ClickToAnswer(EventContract contract, Path directory, int products, int visitors, Duration duration, Clock clock) {
        this.contract = contract;
        this.directory = directory;
        this.products = products;
        this.visitors = visitors;
        this.duration = duration;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "answers";
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "Recommendations to %,d visitors, of %,d products", visitors, products);
    }

    @Override
    public List<Figure> measure() throws Exception {
        try (BusyShop shop = new BusyShop(contract, directory, products, visitors, clock)) {
            Load asking = asking(shop);
            asking.open(REQUESTS_PER_SECOND / 5, duration);
            asking.closed(duration.dividedBy(2));
            Load.Outcome open = asking.open(REQUESTS_PER_SECOND, duration);
            Load.Outcome closed = asking.closed(duration);
            long answers = Math.max(1, given(shop));
            double personal = 100.0 * shop.recommender().given(Source.PERSONAL) / answers;
            Sample clicks = clicks(shop);
            String of = String.format(Locale.ROOT, "%,d visitors, %,d products", shop.visitors(), shop.products());
            return List.of(
                    Figure.atMost(
                            CLICK_P99_MILLIS,
                            "click: told to an answer that knows it, under 1,000 events/s, p99",
                            clicks.percentile(0.99),
                            Unit.FINE_MILLISECONDS),
                    Figure.told("click: the same, p50", clicks.median(), Unit.FINE_MILLISECONDS),
                    Figure.told("click: the same, max of " + clicks.size(), clicks.max(), Unit.FINE_MILLISECONDS),
                    Figure.atMost(
                            ANSWER_P99_MILLIS,
                            "answers: 5,000 requests/s, " + of + ", p99",
                            open.latencies().percentile(0.99),
                            Unit.FINE_MILLISECONDS),
                    Figure.told("answers: the same, p50", open.latencies().median(), Unit.FINE_MILLISECONDS),
                    Figure.atLeast(
                                    REQUESTS_PER_SECOND,
                                    "answers: the most, closed loop of " + CONNECTIONS,
                                    closed.perSecond(),
                                    Unit.REQUESTS_PER_SECOND)
                            .against("p99 "
                                    + Unit.FINE_MILLISECONDS.text(
                                            closed.latencies().percentile(0.99))
                                    + "; without HTTP, one caller "
                                    + Unit.REQUESTS_PER_SECOND.text(withoutHttp(shop))),
                    Figure.told("answers: of them personal", Math.round(personal) + " %"));
        }
    }

    private static long given(BusyShop shop) {
        long sum = 0;
        for (Source source : Source.values()) {
            sum += shop.recommender().given(source);
        }
        return sum;
    }

    /** Answers that one caller in the same program gets, one after the other. */
    private double withoutHttp(BusyShop shop) {
        long begun = System.nanoTime();
        long end = begun + duration.dividedBy(2).toNanos();
        long answers = 0;
        while (System.nanoTime() < end) {
            shop.recommender()
                    .answer(new Request(
                            Optional.empty(),
                            Optional.of(BusyShop.visitor(answers++, shop.visitors())),
                            List.of(),
                            Optional.empty(),
                            10,
                            GIVEN_UP,
                            clock.instant()));
        }
        return answers / ((System.nanoTime() - begun) / 1e9);
    }

    private Load asking(BusyShop shop) {
        ThreadLocal<HttpConnection> connections = connections(shop);
        return new Load(CONNECTIONS, index -> {
            String visitor = BusyShop.visitor(index, shop.visitors());
            String answer = connections.get().send(HttpConnection.get("/api/recommendations?anonymousId=" + visitor));
            if (!answer.contains("\"items\":[{")) {
                throw new IOException("An answer without products: " + answer);
            }
        });
    }

    private static ThreadLocal<HttpConnection> connections(BusyShop shop) {
        return ThreadLocal.withInitial(() -> {
            try {
                return new HttpConnection(shop.port());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** From a click of somebody of whom nothing was known to an answer that is theirs. */
    private Sample clicks(BusyShop shop) throws Exception {
        ThreadLocal<HttpConnection> connections = connections(shop);
        Load telling = new Load(CONNECTIONS, index -> {
            Random random = new Random(index);
            String event = BusyShop.viewed("v" + random.nextInt(shop.visitors()), shop.wanted(random), clock.instant());
            connections.get().send(HttpConnection.post("/v1/track", event.getBytes(UTF_8)));
        });
        Thread others = new Thread(() -> {
            try {
                telling.open(EVENTS_PER_SECOND, duration.multipliedBy(2));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        others.start();
        List<Double> millis = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(shop.port())) {
            // Half of the time the others have it to themselves, while Java compiles what is called often.
            Instant half = clock.instant().plus(duration);
            for (int probe = 0; others.isAlive(); probe++) {
                double took = click(connection, "probe-" + probe, shop.familiar(new Random(probe)));
                if (clock.instant().isAfter(half) && others.isAlive()) {
                    millis.add(took);
                }
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
            }
        }
        others.join();
        return Sample.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private double click(HttpConnection connection, String browser, int product) throws IOException {
        byte[] event = HttpConnection.post(
                "/v1/track", BusyShop.viewed(browser, product, clock.instant()).getBytes(UTF_8));
        byte[] question = HttpConnection.get("/api/recommendations?anonymousId=" + browser);
        long begun = System.nanoTime();
        connection.send(event);
        while (!connection.send(question).contains("\"source\":\"personal\"")) {
            if (System.nanoTime() - begun > GIVEN_UP.toNanos()) {
                throw new IOException("A click was not in the answers after " + GIVEN_UP.toSeconds() + " s");
            }
        }
        return (System.nanoTime() - begun) / 1e6;
    }
}
