package shopstream.recommender.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import shopstream.recommender.live.FilledShop;

class EmbeddingsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FilledShop filled = twoTastes();
    private final Embeddings embeddings = new Embeddings(filled.shop(), nanos::get);
    private int orders;

    /** Ships are bought in Norway, cars in France; each customer has three of six. */
    private static FilledShop twoTastes() {
        FilledShop shop = new FilledShop();
        for (int product = 0; product < 6; product++) {
            shop.product("S" + product, "Ships", 5).product("C" + product, "Cars", 5);
        }
        for (int customer = 0; customer < 40; customer++) {
            boolean isNorway = customer % 2 == 0;
            shop.customer("n" + customer, isNorway ? "Norway" : "France");
            for (int each = 0; each < 3; each++) {
                String product = (isNorway ? "S" : "C") + (customer / 2 + each) % 6;
                shop.bought("o" + customer, "n" + customer, product, FilledShop.NOW.minus(Duration.ofDays(9)), true);
            }
        }
        return shop;
    }

    private static String kinds(List<LearnedVectors.Near> found) {
        StringBuilder kinds = new StringBuilder();
        found.forEach(each -> kinds.append(each.product().id().charAt(0)));
        return kinds.toString();
    }

    @Test
    void aCustomersVectorFindsWhatTheyLike() {
        LearnedVectors vectors = embeddings.now().orElseThrow();
        assertThat(kinds(vectors.liked(vectors.ofCustomer("n0").orElseThrow(), 6)))
                .isEqualTo("SSSSSS");
        assertThat(kinds(vectors.liked(vectors.ofCustomer("n1").orElseThrow(), 6)))
                .isEqualTo("CCCCCC");
        assertThat(vectors.ofCustomer("nobody")).isEmpty();
    }

    @Test
    void allThatWasLearnedCanBeTakenElsewhereAndFindsTheSameThere() {
        filled.product("NEW", "Ships", 5).customer("new", "Norway").withdrawn("C5");
        LearnedVectors vectors = embeddings.now().orElseThrow();
        Map<String, float[]> products = vectors.ofProducts();
        assertThat(products).containsOnlyKeys("S0", "S1", "S2", "S3", "S4", "S5", "C0", "C1", "C2", "C3", "C4");
        Map<String, float[]> customers = vectors.ofCustomers();
        assertThat(customers).hasSize(40).doesNotContainKey("new");
        assertThat(customers.get("n0")).containsExactly(vectors.ofCustomer("n0").orElseThrow());
        List<LearnedVectors.Near> liked = vectors.liked(customers.get("n0"), products.size());
        for (LearnedVectors.Near each : liked) {
            float[] product = products.get(each.product().id());
            double score = 0;
            for (int k = 0; k < product.length; k++) {
                score += product[k] * customers.get("n0")[k];
            }
            assertThat(score).isCloseTo(each.score(), within(1e-5));
        }
        assertThat(liked).hasSize(products.size());
    }

    @Test
    void aRegionsVectorIsThatOfItsCustomers() {
        LearnedVectors vectors = embeddings.now().orElseThrow();
        assertThat(kinds(vectors.liked(vectors.ofRegion("France").orElseThrow(), 6)))
                .isEqualTo("CCCCCC");
        assertThat(vectors.ofRegion("Chile")).isEmpty();
        assertThat(vectors.ofEverybody()).hasSize(vectors.width());
    }

    @Test
    void whatIsNearAProductIsBoughtByTheSamePeople() {
        List<LearnedVectors.Near> near = embeddings.now().orElseThrow().near("S2", 4);
        assertThat(kinds(near)).isEqualTo("SSSS");
        assertThat(near).extracting(each -> each.product().id()).doesNotContain("S2");
        assertThat(near).extracting(LearnedVectors.Near::score).allMatch(score -> score <= 1.0001);
        assertThat(embeddings.now().orElseThrow().near("NOPE", 5)).isEmpty();
    }

    @Test
    void whatIsSoldOutIsNotFound() {
        filled.product("S1", "Ships", 0);
        assertThat(embeddings.now().orElseThrow().near("S2", 5))
                .extracting(each -> each.product().id())
                .doesNotContain("S1");
    }

    @Test
    void aCustomersNewPurchaseIsInTheirVectorAtOnce() {
        LearnedVectors vectors = embeddings.now().orElseThrow();
        float[] before = vectors.ofCustomer("n0").orElseThrow();
        filled.bought("new" + orders++, "n0", "C3", FilledShop.NOW, true);
        assertThat(vectors.ofCustomer("n0").orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void theyAreLearnedAnewWhenTheyAreOldAndSomethingWasBought() {
        LearnedVectors first = embeddings.now().orElseThrow();
        filled.bought("new" + orders++, "n0", "C3", FilledShop.NOW, true);
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(embeddings.now()).containsSame(first);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        LearnedVectors second = embeddings.now().orElseThrow();
        assertThat(second).isNotSameAs(first);
        nanos.addAndGet(Duration.ofMinutes(20).toNanos());
        assertThat(embeddings.now()).as("nothing was bought since").containsSame(second);
    }

    @Test
    void ofAFewCustomersNothingIsLearned() {
        FilledShop few = new FilledShop().product("A", "Ships", 1).bought("1", "7", "A", FilledShop.NOW, true);
        assertThat(new Embeddings(few.shop(), nanos::get).now()).isEmpty();
    }
}
