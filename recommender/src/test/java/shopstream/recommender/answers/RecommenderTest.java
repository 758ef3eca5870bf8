package shopstream.recommender.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.live.FilledShop;
import shopstream.recommender.live.Product;

class RecommenderTest {
    @TempDir
    Path directory;

    private final FilledShop filled = new FilledShop()
            .product("A", "Ships", 5)
            .product("B", "Ships", 5)
            .product("C", "Cars", 5)
            .product("D", "Cars", 5)
            .product("E", "Coffee", 5)
            .product("F", "Planes", 5);

    private static Request request(
            Optional<String> user, Optional<String> browser, Optional<String> viewing, int most) {
        return new Request(user, browser, List.of(), viewing, most, Duration.ofSeconds(5), FilledShop.NOW);
    }

    private Answer answer(Request request) {
        return recommender().answer(request);
    }

    private Recommender recommender() {
        return new Recommender(
                FilledShop.DECLARED,
                filled.shop(),
                new PopularNow(filled.shop().popularity(), filled.shop().catalog(), System::nanoTime),
                new KeptProducts(directory.resolve("popular.json")));
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(item -> item.product().id()).toList();
    }

    @Test
    void aClickChangesTheNextAnswer() {
        filled.browsed(20, "A", "C").browsed(20, "B", "F");
        assertThat(answer(request(Optional.empty(), Optional.of("me"), Optional.empty(), 1))
                        .source())
                .isEqualTo(Source.POPULAR);
        filled.event("Product Viewed", "anonymousId", "me", "A", FilledShop.NOW);
        Answer first = answer(request(Optional.empty(), Optional.of("me"), Optional.empty(), 1));
        assertThat(first.source()).isEqualTo(Source.PERSONAL);
        assertThat(ids(first)).containsExactly("C");
        assertThat(first.items().get(0).reason()).isEqualTo("Goes with Name of A");
        filled.event("Product Viewed", "anonymousId", "me", "B", FilledShop.NOW.plusSeconds(1));
        assertThat(answer(request(Optional.empty(), Optional.of("me"), Optional.empty(), 2))
                        .items())
                .extracting(item -> item.product().id() + ": " + item.reason())
                .containsExactlyInAnyOrder("C: Goes with Name of A", "F: Goes with Name of B");
    }

    @Test
    void whatLiesInTheCartOrCannotBeBoughtIsNotRecommended() {
        filled.browsed(20, "A", "C", "D", "F").product("D", "Cars", 0).withdrawn("F");
        filled.event("Product Added", "userId", "7", "C", FilledShop.NOW.minus(Duration.ofHours(2)));
        filled.event("Product Viewed", "userId", "7", "A", FilledShop.NOW);
        assertThat(ids(answer(request(Optional.of("7"), Optional.empty(), Optional.empty(), 10))))
                .doesNotContain("C", "D", "F");
        filled.event("Product Removed", "userId", "7", "C", FilledShop.NOW.minus(Duration.ofHours(1)));
        assertThat(ids(answer(request(Optional.of("7"), Optional.empty(), Optional.empty(), 10))))
                .contains("C");
    }

    @Test
    void whatWasBoughtLatelyIsNotRecommendedUnlessItIsUsedUp() {
        filled.browsed(20, "A", "C", "E");
        filled.bought("1", "7", "C", FilledShop.NOW.minus(Duration.ofDays(10)), true)
                .bought("1", "7", "E", FilledShop.NOW.minus(Duration.ofDays(10)), true)
                .event("Product Viewed", "userId", "7", "A", FilledShop.NOW);
        assertThat(ids(answer(request(Optional.of("7"), Optional.empty(), Optional.empty(), 10))))
                .contains("E")
                .doesNotContain("C");
        filled.bought("2", "8", "C", FilledShop.NOW.minus(Duration.ofDays(100)), true)
                .event("Product Viewed", "userId", "8", "A", FilledShop.NOW);
        assertThat(ids(answer(request(Optional.of("8"), Optional.empty(), Optional.empty(), 10))))
                .contains("C");
    }

    @Test
    void aVisitorOfWhomNothingIsKnownIsShownWhatGoesWithWhatTheyLookAt() {
        filled.browsed(20, "A", "C").browsed(30, "B", "F");
        Answer answer = answer(request(Optional.empty(), Optional.empty(), Optional.of("A"), 1));
        assertThat(answer.source()).isEqualTo(Source.SIMILAR);
        assertThat(ids(answer)).containsExactly("C");
    }

    @Test
    void atMostHalfOfAListIsOfOneCategoryAsLongAsThereAreOthers() {
        filled.browsed(20, "A", "C", "D", "F", "B");
        assertThat(answer(request(Optional.empty(), Optional.empty(), Optional.of("E"), 2))
                        .items())
                .extracting(item -> item.product().category().orElseThrow())
                .doesNotHaveDuplicates();
        assertThat(ids(answer(request(Optional.empty(), Optional.empty(), Optional.of("E"), 5))))
                .hasSize(5);
    }

    @Test
    void whoHasNotShownWhoTheyAreIsNotToldWhatWasBought() {
        filled.browsed(20, "A", "C").bought("1", "7", "A", FilledShop.NOW.minus(Duration.ofDays(1)), true);
        filled.event("Order Completed", "anonymousId", "me", "A", FilledShop.NOW.minus(Duration.ofDays(1)));
        Answer unsigned = answer(request(Optional.empty(), Optional.of("me"), Optional.empty(), 1));
        assertThat(ids(unsigned)).containsExactly("C");
        assertThat(unsigned.items().get(0).reason()).doesNotContain("Name of A");
        assertThat(answer(request(Optional.of("7"), Optional.empty(), Optional.empty(), 1))
                        .items()
                        .get(0)
                        .reason())
                .contains("Name of A");
    }

    @Test
    void withoutTimeTheAnswerIsWhatIsPopularAndSaysSo() {
        filled.browsed(20, "A", "C").event("Product Viewed", "anonymousId", "me", "A", FilledShop.NOW);
        Recommender recommender = recommender();
        Answer answer = recommender.answer(new Request(
                Optional.empty(), Optional.of("me"), List.of(), Optional.empty(), 3, Duration.ZERO, FilledShop.NOW));
        assertThat(answer.source()).isEqualTo(Source.POPULAR);
        assertThat(answer.steppedDown())
                .hasValueSatisfying(why -> assertThat(why).contains("no time"));
        assertThat(recommender.late()).isOne();
    }

    @Test
    void withoutAnythingTheAnswerIsWhatWasPopularWhenItWasWrittenDown() {
        Product kept = filled.shop().catalog().product("B").orElseThrow();
        new KeptProducts(directory.resolve("popular.json")).keep(List.of(kept));
        Answer answer = answer(request(Optional.of("7"), Optional.empty(), Optional.empty(), 3));
        assertThat(answer.source()).isEqualTo(Source.STATIC);
        assertThat(answer.items()).hasSize(3);
        assertThat(answer.items().get(0).product()).isEqualTo(kept);
    }

    @Test
    void aShopInWhichNothingHasHappenedYetShowsWhatItHas() throws Exception {
        Files.writeString(directory.resolve("popular.json"), "[{\"id\":");
        Answer answer = answer(request(Optional.of("7"), Optional.empty(), Optional.empty(), 3));
        assertThat(answer.source()).isEqualTo(Source.STATIC);
        assertThat(answer.items()).hasSize(3);
    }
}
