package shopstream.recommender.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.recommender.answers.Answer;
import shopstream.recommender.answers.Embeddings;
import shopstream.recommender.answers.KeptProducts;
import shopstream.recommender.answers.LearnedVectors;
import shopstream.recommender.answers.PopularNow;
import shopstream.recommender.answers.Recommender;
import shopstream.recommender.answers.Request;
import shopstream.recommender.answers.Source;
import shopstream.recommender.live.FilledShop;
import shopstream.recommender.outputs.DeliveredRecord.Browsed;
import shopstream.recommender.outputs.DeliveredRecord.Near;
import shopstream.recommender.outputs.DeliveredRecord.Recommended;

class CurrentRecommendationsTest {
    private static final Instant NOW = FilledShop.NOW;

    private final FilledShop filled = twoTastes();
    private final Recommender recommender = new Recommender(
            FilledShop.DECLARED,
            filled.shop(),
            new PopularNow(filled.shop().popularity(), filled.shop().catalog(), System::nanoTime),
            new KeptProducts(Path.of("nowhere", "popular.json")));
    private final Embeddings embeddings = new Embeddings(filled.shop(), System::nanoTime);

    /** Ships are bought by some and cars by others, long ago; what goes with what is learned from visitors nobody knows. */
    private static FilledShop twoTastes() {
        FilledShop shop = new FilledShop();
        for (int product = 0; product < 6; product++) {
            shop.product("S" + product, "Ships", 5).product("C" + product, "Cars", 5);
        }
        for (int customer = 0; customer < 40; customer++) {
            for (int each = 0; each < 3; each++) {
                String product = (customer % 2 == 0 ? "S" : "C") + (customer / 2 + each) % 6;
                shop.bought("o" + customer, "n" + customer, product, NOW.minus(Duration.ofDays(9)), true);
            }
        }
        return shop.browsed(10, "S1", "S2", "S3").browsed(10, "C1", "C2", "C3");
    }

    private List<DeliveredRecord> delivered(Duration within) throws InterruptedException {
        List<DeliveredRecord> records = new ArrayList<>();
        new CurrentRecommendations(
                        recommender,
                        embeddings,
                        new ActiveCustomers(filled.shop().visitors(), within),
                        active -> Map.of(
                                "9",
                                new CustomerDetails(
                                        Optional.of("Paris"), Optional.empty(), Optional.of(BigDecimal.TEN))),
                        4)
                .at(NOW, records::add);
        return records;
    }

    @Test
    void aCustomerGetsWhatAnAnswerWouldBeAndTheNeighboursOfWhatTheyLookedAt() throws InterruptedException {
        filled.event("Product Viewed", "userId", "9", "C2", NOW.minusSeconds(200))
                .event("Product Viewed", "userId", "9", "S1", NOW.minusSeconds(100));

        DeliveredRecord record = delivered(Duration.ofHours(1)).get(0);

        assertThat(record.customer()).isEqualTo("9");
        assertThat(record.details().city()).hasValue("Paris");
        Answer answer = recommender.answer(new Request(
                Optional.of("9"), Optional.empty(), List.of(), Optional.empty(), 4, Duration.ofSeconds(5), NOW));
        assertThat(answer.source()).isEqualTo(Source.PERSONAL);
        assertThat(record.recommended())
                .hasSize(4)
                .isEqualTo(answer.items().stream()
                        .map(item -> new Recommended(item.product().id(), item.score()))
                        .toList());
        assertThat(record.similar().product()).hasValue("S1");
        LearnedVectors vectors = embeddings.now().orElseThrow();
        assertThat(record.similar().items())
                .hasSize(4)
                .isEqualTo(vectors.near("S1", 4).stream()
                        .map(near -> new Near(near.product().id(), 1 - near.score()))
                        .toList())
                .isSortedAccordingTo((one, other) -> Double.compare(one.distance(), other.distance()));
    }

    @Test
    void whatIsDeliveredDoesNotCountAsAnAnswerGiven() throws InterruptedException {
        filled.event("Product Viewed", "userId", "9", "S1", NOW.minusSeconds(100));
        assertThat(delivered(Duration.ofHours(1))).hasSize(1);
        assertThat(recommender.given(Source.PERSONAL)).isZero();
    }

    @Test
    void onlyWhoDidSomethingLatelyIsActiveAndOnlyWhoIsKnown() throws InterruptedException {
        filled.event("Product Viewed", "userId", "9", "S1", NOW.minus(Duration.ofMinutes(59)))
                .event("Product Viewed", "userId", "8", "S1", NOW.minus(Duration.ofMinutes(61)))
                .event("Product Viewed", "anonymousId", "nobody", "S1", NOW.minusSeconds(5))
                // A clock that is years ahead.
                .event("Product Viewed", "userId", "6", "S1", NOW.plus(Duration.ofDays(400)))
                .bought("new", "5", "C1", NOW.minusSeconds(60), true);

        assertThat(delivered(Duration.ofHours(1)))
                .extracting(DeliveredRecord::customer)
                .containsExactly("5", "9");
        assertThat(delivered(Duration.ofHours(2)))
                .extracting(DeliveredRecord::customer)
                .containsExactly("5", "8", "9");
    }

    @Test
    void whoseABrowserTurnsOutToBeIsActiveByWhatWasDoneOnIt() throws InterruptedException {
        filled.event("Product Viewed", "anonymousId", "a browser", "S1", NOW.minusSeconds(50));
        filled.shop()
                .event(FilledShop.bytes(
                        "{'type':'identify','event':'Visitor Identified','messageId':'i','userId':'9','anonymousId':'a browser',"
                                + "'timestamp':'" + NOW.minusSeconds(10) + "'}"));

        assertThat(delivered(Duration.ofHours(1))).singleElement().satisfies(record -> {
            assertThat(record.customer()).isEqualTo("9");
            assertThat(record.browsed()).containsExactly(new Browsed("S1", 1, false));
        });
    }

    @Test
    void whatWasBrowsedIsThatOfTheLastVisitAndWhatLiesInTheCart() throws InterruptedException {
        filled.event("Product Added", "userId", "9", "C1", NOW.minus(Duration.ofHours(20)))
                .event("Product Viewed", "userId", "9", "C2", NOW.minus(Duration.ofHours(20)))
                .event("Product Viewed", "userId", "9", "S3", NOW.minusSeconds(900))
                .event("Product Added", "userId", "9", "S2", NOW.minusSeconds(800))
                .event("Product Added", "userId", "9", "S2", NOW.minusSeconds(700))
                .event("Product Viewed", "userId", "9", "S3", NOW.minusSeconds(600))
                .bought("late", "9", "C4", NOW.minusSeconds(10), true);

        DeliveredRecord record = delivered(Duration.ofHours(1)).get(0);

        assertThat(record.browsed())
                .as("the newest first, and of the visit before only what still lies in the cart")
                .containsExactly(new Browsed("S3", 1, false), new Browsed("S2", 2, true), new Browsed("C1", 1, true));
        assertThat(record.similar().product()).hasValue("S3");
    }

    @Test
    void aVisitKeepsItsIdWhileItGoesOnAndTheNextHasAnother() throws InterruptedException {
        filled.event("Product Viewed", "userId", "9", "S3", NOW.minusSeconds(4_000));
        String first = delivered(Duration.ofHours(2)).get(0).session();
        filled.event("Product Viewed", "userId", "9", "S2", NOW.minusSeconds(3_000));
        assertThat(delivered(Duration.ofHours(2)).get(0).session()).isEqualTo(first);
        filled.event("Product Viewed", "userId", "9", "S1", NOW.minusSeconds(60));
        assertThat(delivered(Duration.ofHours(2)).get(0).session())
                .isNotEqualTo(first)
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        filled.event("Product Viewed", "userId", "8", "S3", NOW.minusSeconds(4_000));
        assertThat(delivered(Duration.ofHours(2)))
                .extracting(DeliveredRecord::session)
                .doesNotHaveDuplicates()
                .doesNotContain(first);
    }

    @Test
    void whoOnlyOrderedHasBrowsedNothingAndGetsWhatIsLikeTheOrder() throws InterruptedException {
        filled.bought("new", "5", "C1", NOW.minusSeconds(60), true);
        DeliveredRecord record = delivered(Duration.ofHours(1)).get(0);
        assertThat(record.browsed()).isEmpty();
        assertThat(record.similar().product()).hasValue("C1");
        assertThat(record.recommended()).isNotEmpty();
    }
}
