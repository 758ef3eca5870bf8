package shopstream.demo.visitors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import shopstream.demo.market.Market;
import shopstream.demo.market.MarketingCalendar;
import shopstream.demo.market.Order;
import shopstream.demo.market.Product;

class BuyerTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Market MARKET =
            Market.of(0.05, NOW.minus(Duration.ofDays(3)), NOW, 1, MarketingCalendar.EMPTY);
    private static final List<Product> PRODUCTS = MARKET.catalogue().products().subList(0, 3);
    private static final Order ORDER = new Order(
            NOW,
            103,
            PRODUCTS.stream()
                    .map(product -> new Order.Line(product, 2, product.msrpCents()))
                    .toList(),
            Optional.of("Spring sale"));

    private static List<Click> visit() {
        return visit(Shelf.EMPTY);
    }

    private static List<Click> visit(Shelf shelf) {
        return new Buyer(MARKET, Tastes.of(MARKET), shelf, new SplittableRandom(3)).visit(10_100, ORDER);
    }

    @Test
    void theVisitEndsWithTheOrderAtItsTime() {
        List<Click> visit = visit();
        Click last = visit.get(visit.size() - 1);
        assertThat(last.event()).isEqualTo("Order Completed");
        assertThat(last.time()).isEqualTo(NOW);
        assertThat(last.properties()).contains("\"order_id\":\"10100\"");
        assertThat(visit).extracting(Click::time).isSorted();
    }

    @Test
    void allThatIsBoughtWasViewedAndAddedBefore() {
        for (Product product : PRODUCTS) {
            assertThat(visit().stream()
                            .filter(click -> click.properties().startsWith("{\"product_id\":\"" + product.code()))
                            .map(Click::event))
                    .containsSubsequence("Product Viewed", "Product Added");
        }
    }

    @Test
    void nobodyKnowsWhoItIsBeforeTheCheckout() {
        List<Click> visit = visit();
        int checkout = visit.size() - 2;
        assertThat(visit.get(checkout).event()).isEqualTo(Click.IDENTIFY);
        assertThat(visit.subList(0, checkout))
                .allMatch(click -> click.customer().isEmpty());
        assertThat(visit.subList(checkout, visit.size()))
                .allMatch(click -> click.customer().orElse(0) == 103);
        assertThat(visit).extracting(Click::anonymousId).containsOnly("browser-of-103");
    }

    @Test
    void whatIsRecommendedAndWasWantedIsClickedAndSeen() {
        List<String> codes = PRODUCTS.stream().map(Product::code).toList();
        List<Click> visit = visit(spot -> Optional.of(new Shelf.Shown(
                "of " + spot.viewing().orElseThrow(), "\"recommendation_source\":\"similar\",", codes)));
        assertThat(visit).extracting(Click::time).isSorted();
        List<String> events = visit.stream().map(Click::event).toList();
        assertThat(events)
                .containsSubsequence(
                        "Product Viewed", "Recommendations Shown", "Recommendation Clicked", "Product Viewed");
        Click clicked = visit.get(events.indexOf("Recommendation Clicked"));
        assertThat(clicked.properties())
                .contains("\"recommendation_source\":\"similar\"", "\"position\":", "\"placement\":\"product-page\"");
        assertThat(visit.get(events.indexOf("Recommendation Clicked") + 1).properties())
                .startsWith(clicked.properties().replaceAll(".*(\"product_id\":\"[^\"]*\").*", "{$1"));
    }

    @Test
    void textsAreWrittenSoThatTheyStayTexts() {
        Product odd = new Product(0, "S1", "12\" \\ lamp", 0, "1:1", "A \"B\"", "", 1, 100, 250);
        assertThat(Click.product(odd, "Lamps\n", 1))
                .isEqualTo("{\"product_id\":\"S1\",\"name\":\"12\\\" \\\\ lamp\",\"category\":\"Lamps\\u000a\","
                        + "\"brand\":\"A \\\"B\\\"\",\"price\":2.50,\"quantity\":1}");
    }
}
