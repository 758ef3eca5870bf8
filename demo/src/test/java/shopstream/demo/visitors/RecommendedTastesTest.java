package shopstream.demo.visitors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Place;
import shopstream.demo.market.Arrivals;
import shopstream.demo.market.Market;
import shopstream.demo.market.MarketingCalendar;
import shopstream.demo.market.Order;
import shopstream.demo.market.Product;
import shopstream.recommender.answers.Answer;
import shopstream.recommender.answers.KeptProducts;
import shopstream.recommender.answers.PopularNow;
import shopstream.recommender.answers.Recommender;
import shopstream.recommender.answers.Request;
import shopstream.recommender.declared.ProductTable;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.live.LiveShop;

/**
 * Whether recommendations find out what nobody told them: the visitors of the sample shop browse, with hidden tastes, and then
 * others come who look at a few things and are shown both lists, the personal and the popular one. Seeded, time compressed.
 */
class RecommendedTastesTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Market MARKET =
            Market.of(0.05, NOW.minus(Duration.ofDays(3)), NOW, 1, MarketingCalendar.EMPTY);
    private static final Duration BETWEEN_CLICKS = Duration.ofMillis(250);
    private static final int ORDERS = 10_000;
    private static final int CLICKS = 40_000;
    private static final int AT_A_TIME = 60;
    private static final int VISITORS = 3_000;

    /** Nobody of the crowd. */
    private static final int FIRST_VISITOR = 1_000_000;

    private static final int LOOKS = 4;
    private static final int LISTED = 4;

    @TempDir
    Path directory;

    private final Onlooker onlooker = new Onlooker(MARKET.catalogue());

    /** The mean of a difference within each of many visitors, and half of its interval of 95 % confidence. */
    private record Gain(double mean, double margin) {
        static Gain of(IntToDoubleFunction difference) {
            double sum = 0;
            double squares = 0;
            for (int visitor = 0; visitor < VISITORS; visitor++) {
                double each = difference.applyAsDouble(visitor);
                sum += each;
                squares += each * each;
            }
            double mean = sum / VISITORS;
            return new Gain(mean, 1.96 * Math.sqrt((squares / VISITORS - mean * mean) / (VISITORS - 1)));
        }
    }

    /** How much more of personal lists than of popular ones is clicked, and how much more often the next look is in them. */
    private record Gains(Gain clicks, Gain looks) {}

    private Gains gains(Tastes tastes) {
        LiveShop shop = shop();
        Recommender recommender = new Recommender(
                declared(),
                shop,
                new PopularNow(shop.popularity(), shop.catalog(), System::nanoTime),
                new KeptProducts(directory.resolve("popular.json")));
        buy(tastes, shop);
        browse(tastes, shop, recommender);
        RandomGenerator random = new SplittableRandom(42);
        double[] nextLooks = new double[VISITORS];
        Gain clicks = Gain.of(visitor -> {
            Taste taste = tastes.ofAnonymous(FIRST_VISITOR + visitor, NOW);
            String browser = "new-" + visitor;
            look(shop, taste, browser, random);
            Request request = request(browser, Optional.empty());
            List<String> personal = codes(recommender.answer(request));
            List<String> popular = codes(recommender.popular(request));
            assertThat(personal).hasSameSizeAs(popular).hasSize(LISTED);
            String next = taste.pick(random).code();
            nextLooks[visitor] = (personal.contains(next) ? 1 : 0) - (popular.contains(next) ? 1 : 0);
            return clicked(taste, personal, random) - clicked(taste, popular, random);
        });
        return new Gains(clicks, Gain.of(visitor -> nextLooks[visitor]));
    }

    private double clicked(Taste taste, List<String> list, RandomGenerator random) {
        return onlooker.click(taste, list, random).isPresent() ? 1 : 0;
    }

    /** The visits that led to orders, as the sample shop's history has them. */
    private static void buy(Tastes tastes, LiveShop shop) {
        Arrivals arrivals = new Arrivals(MARKET.rhythm(), NOW.minus(Duration.ofDays(3)), MARKET.random(3));
        RandomGenerator random = MARKET.random(4);
        for (int number = 0; number < ORDERS; number++) {
            Order order = MARKET.orders().order(arrivals.next(), random);
            new Buyer(MARKET, tastes, Shelf.EMPTY, MARKET.random(number))
                    .visit(number, order)
                    .forEach(click -> tell(shop, click));
        }
    }

    /** What the crowd does while it is recommended to. */
    private void browse(Tastes tastes, LiveShop shop, Recommender recommender) {
        Shelf shelf = spot -> {
            Answer answer = recommender.answer(request(spot.browser(), spot.viewing()));
            return Optional.of(new Shelf.Shown(answer.id(), "", codes(answer)));
        };
        Crowd crowd = new Crowd(MARKET, tastes, shelf, AT_A_TIME, new SplittableRandom(7));
        Instant time = NOW.minus(BETWEEN_CLICKS.multipliedBy(CLICKS));
        for (int click = 0; click < CLICKS; click++) {
            time = time.plus(BETWEEN_CLICKS);
            tell(shop, crowd.next(time));
        }
    }

    private static void look(LiveShop shop, Taste taste, String browser, RandomGenerator random) {
        for (int look = 0; look < LOOKS; look++) {
            tell(
                    shop,
                    Click.of(
                            "Product Viewed",
                            browser,
                            OptionalInt.empty(),
                            NOW.minusSeconds(60 - 10 * look),
                            Click.product(taste.pick(random), "", 0),
                            random));
        }
    }

    private static void tell(LiveShop shop, Click click) {
        shop.event(click.json().getBytes(UTF_8));
    }

    private static List<String> codes(Answer answer) {
        return answer.items().stream().map(item -> item.product().id()).toList();
    }

    private static Request request(String browser, Optional<String> viewing) {
        return new Request(
                Optional.empty(), Optional.of(browser), List.of(), viewing, LISTED, Duration.ofSeconds(30), NOW);
    }

    private static LiveShop shop() {
        LiveShop shop = new LiveShop(declared(), Clock.fixed(NOW, ZoneOffset.UTC));
        for (Product product : MARKET.catalogue().products()) {
            byte[] row = ("{\"code\":\"" + product.code() + "\",\"name\":\"" + product.code() + "\",\"line\":\""
                            + product.line() + "\"}")
                    .getBytes(UTF_8);
            shop.product(row, row);
        }
        return shop;
    }

    private static Recommending declared() {
        return new Recommending(
                new ProductTable(
                        "products",
                        "code",
                        "name",
                        Optional.of("line"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Duration.ofDays(90),
                Set.of(),
                Duration.ofSeconds(30),
                Optional.empty(),
                new Place(Path.of("recommendations.yaml"), 1));
    }

    @Test
    void personalListsAreClickedMoreThanPopularOnes() {
        Gains gains = gains(Tastes.of(MARKET));
        assertThat(gains.clicks().mean() - gains.clicks().margin()).isGreaterThan(0.02);
        assertThat(gains.looks().mean() - gains.looks().margin()).isGreaterThan(0.02);
    }

    @Test
    void whereNobodyHasATasteThereIsNothingToFindOut() {
        Gains gains = gains(Tastes.off(MARKET));
        assertThat(Math.abs(gains.clicks().mean()))
                .isLessThanOrEqualTo(gains.clicks().margin());
        assertThat(gains.looks().mean() - gains.looks().margin()).isLessThanOrEqualTo(0);
    }
}
