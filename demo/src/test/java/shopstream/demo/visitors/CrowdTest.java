package shopstream.demo.visitors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import shopstream.demo.market.Market;
import shopstream.demo.market.MarketingCalendar;
import shopstream.demo.market.Product;

class CrowdTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Market MARKET =
            Market.of(0.05, NOW.minus(Duration.ofDays(3)), NOW, 1, MarketingCalendar.EMPTY);
    private static final List<String> CODES =
            MARKET.catalogue().products().stream().limit(4).map(Product::code).toList();

    private static List<Click> clicks(Shelf shelf, int count) {
        Crowd crowd = new Crowd(MARKET, Tastes.of(MARKET), shelf, 20, new SplittableRandom(5));
        List<Click> clicks = new ArrayList<>();
        for (int click = 0; click < count; click++) {
            clicks.add(crowd.next(NOW.plusSeconds(click)));
        }
        return clicks;
    }

    private static long count(List<Click> clicks, String event) {
        return clicks.stream().filter(click -> click.event().equals(event)).count();
    }

    @Test
    void whatIsRecommendedIsShownAndSometimesClicked() {
        List<Click> clicks = clicks(spot -> Optional.of(new Shelf.Shown("r", "", CODES)), 20_000);
        long shown = count(clicks, "Recommendations Shown");
        assertThat(shown).isBetween(2_000L, 8_000L);
        assertThat((double) count(clicks, "Recommendation Clicked") / shown).isBetween(0.03, 0.4);
    }

    @Test
    void whoClicksLooksAtItNext() {
        List<Click> clicks = clicks(spot -> Optional.of(new Shelf.Shown("r", "", CODES)), 5_000);
        for (int at = 0; at < clicks.size(); at++) {
            Click clicked = clicks.get(at);
            if (clicked.event().equals("Recommendation Clicked")) {
                Optional<Click> next = clicks.subList(at + 1, clicks.size()).stream()
                        .filter(click -> click.anonymousId().equals(clicked.anonymousId()))
                        .findFirst();
                if (next.isPresent()) {
                    assertThat(next.get().event()).isEqualTo("Product Viewed");
                    assertThat(next.get().properties())
                            .startsWith(clicked.properties().replaceAll(".*(\"product_id\":\"[^\"]*\").*", "{$1"));
                }
            }
        }
    }

    @Test
    void whereNothingIsRecommendedNothingIsShown() {
        assertThat(count(clicks(Shelf.EMPTY, 5_000), "Recommendations Shown")).isZero();
    }

    @Test
    void aVisitorClicksMoreOfWhatTheyLike() {
        Onlooker onlooker = new Onlooker(MARKET.catalogue());
        double own = 0;
        double others = 0;
        for (int visitor = 0; visitor < 500; visitor++) {
            Taste taste = Tastes.of(MARKET).ofAnonymous(visitor, NOW);
            SplittableRandom random = new SplittableRandom(visitor);
            List<String> picked =
                    List.of(taste.pick(random).code(), taste.pick(random).code());
            own += onlooker.clickProbability(taste, picked);
            others += onlooker.clickProbability(Tastes.of(MARKET).ofAnonymous(visitor + 1_000, NOW), picked);
        }
        assertThat(own / others).isGreaterThan(1.5);
    }
}
