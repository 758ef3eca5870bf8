package shopstream.recommender.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.live.FilledShop;

class RegionalAnswersTest {
    @TempDir
    Path directory;

    private int orders;

    private final FilledShop filled = new FilledShop()
            .product("A", "Ships", 5)
            .product("B", "Ships", 5)
            .product("C", "Cars", 5)
            .product("D", "Cars", 5)
            .customer("1", "Norway  ")
            .customer("2", "France")
            .browsed(500, "A");

    private void bought(String customer, String product, int times) {
        for (int time = 0; time < times; time++) {
            filled.bought("o" + orders++, customer, product, FilledShop.NOW.minus(Duration.ofDays(1)), true);
        }
    }

    private PopularNow popular() {
        return new PopularNow(filled.shop().popularity(), filled.shop().catalog(), System::nanoTime);
    }

    private Answer answer(Optional<String> user, Optional<String> region, int most) {
        return new Recommender(
                        FilledShop.DECLARED,
                        filled.shop(),
                        popular(),
                        new KeptProducts(directory.resolve("popular.json")))
                .answer(new Request(
                        user,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        region,
                        most,
                        Duration.ofSeconds(5),
                        FilledShop.NOW));
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(item -> item.product().id()).toList();
    }

    @Test
    void whatIsBoughtWhereTheVisitorIsComesFirst() {
        bought("1", "C", 3);
        bought("1", "D", 1);
        bought("2", "B", 30);
        filled.customer("3", "Norway");
        Answer norway = answer(Optional.of("3"), Optional.empty(), 2);
        assertThat(norway.source()).isEqualTo(Source.POPULAR);
        assertThat(norway.region()).hasValue("Norway");
        assertThat(norway.reason()).startsWith("Popular in Norway");
        assertThat(ids(norway).get(0)).isEqualTo("C");
        assertThat(norway.items().get(0).reason()).isEqualTo("Popular in Norway");
        Answer somewhere = answer(Optional.empty(), Optional.empty(), 2);
        assertThat(somewhere.region()).isEmpty();
        assertThat(ids(somewhere).get(0)).isEqualTo("A");
    }

    @Test
    void thePageMaySayWhereAVisitorIsOfWhomTheShopKnowsNothing() {
        bought("1", "C", 3);
        bought("2", "B", 3);
        assertThat(ids(answer(Optional.empty(), Optional.of("Norway"), 1))).containsExactly("C");
        filled.customer("4", "France");
        assertThat(ids(answer(Optional.of("4"), Optional.of("Norway"), 1)))
                .as("the shop knows better")
                .containsExactly("B");
    }

    @Test
    void aRegionOfWhichTooLittleIsKnownIsPassedOver() {
        bought("1", "C", 3);
        Answer answer = answer(Optional.empty(), Optional.of("Norway"), 2);
        assertThat(answer.region()).isEmpty();
        assertThat(ids(answer).get(0)).isEqualTo("A");
        assertThat(answer(Optional.empty(), Optional.of("Atlantis"), 1).region())
                .isEmpty();
    }

    @Test
    void aPurchaseCountsInTheRegionThoughTheCustomersRowComesLater() {
        bought("9", "D", 1);
        assertThat(popular().products(30, Optional.of("Chile"), Optional.empty()))
                .isEmpty();
        filled.customer("9", "Chile");
        assertThat(popular().products(30, Optional.of("Chile"), Optional.empty()))
                .singleElement()
                .satisfies(product -> assertThat(product.id()).isEqualTo("D"));
    }

    @Test
    void aCustomerWhoMovesTakesNothingAlong() {
        bought("1", "C", 1);
        filled.customer("1", "Chile");
        bought("1", "D", 1);
        assertThat(popular().products(30, Optional.of("Norway"), Optional.empty()))
                .extracting(product -> product.id())
                .containsExactly("C");
        assertThat(popular().products(30, Optional.of("Chile"), Optional.empty()))
                .extracting(product -> product.id())
                .containsExactly("D");
    }

    @Test
    void categoriesOfWhichAnotherTimeIsDeclaredAreShownAgainAfterThat() {
        filled.product("T", "Tea", 5).browsed(900, "T");
        filled.bought("t1", "1", "T", FilledShop.NOW.minus(Duration.ofDays(19)), true);
        assertThat(ids(answer(Optional.of("1"), Optional.empty(), 5))).doesNotContain("T");
        filled.bought("t2", "2", "T", FilledShop.NOW.minus(Duration.ofDays(21)), true);
        assertThat(ids(answer(Optional.of("2"), Optional.empty(), 5))).contains("T");
    }
}
