package shopstream.recommender.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.answers.Explanation.Rule;
import shopstream.recommender.live.FilledShop;

class ExplanationsTest {
    @TempDir
    Path directory;

    private final FilledShop filled = new FilledShop()
            .product("A", "Ships", 5)
            .product("B", "Ships", 5)
            .product("C", "Cars", 5)
            .product("D", "Cars", 5)
            .product("E", "Coffee", 5)
            .product("F", "Planes", 5);

    private Explanation explained(String user, int most, String... about) {
        Recommender recommender = recommender();
        Explanation explained = new Explanations(FilledShop.DECLARED, recommender)
                .explain(request(user, most), List.of(about).stream().findFirst());
        for (Source source : Source.values()) {
            assertThat(recommender.given(source)).isZero();
        }
        return explained;
    }

    private Recommender recommender() {
        return new Recommender(
                FilledShop.DECLARED,
                filled.shop(),
                new PopularNow(filled.shop().popularity(), filled.shop().catalog(), System::nanoTime),
                new KeptProducts(directory.resolve("popular.json")));
    }

    private static Request request(String user, int most) {
        return new Request(
                Optional.of(user),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                most,
                Duration.ofSeconds(5),
                FilledShop.NOW);
    }

    private static Map<String, Rule> rules(Explanation explanation) {
        return explanation.leftOut().stream()
                .collect(Collectors.toMap(left -> left.product().id(), Explanation.LeftOut::rule));
    }

    @Test
    void eachProductThatIsKeptOutHasItsRule() {
        filled.browsed(20, "A", "B", "C", "D", "E", "F")
                .event("Product Added", "userId", "7", "C", FilledShop.NOW.minus(Duration.ofHours(2)))
                .event("Product Viewed", "userId", "7", "A", FilledShop.NOW.minus(Duration.ofMinutes(2)))
                .bought("1", "7", "B", FilledShop.NOW.minus(Duration.ofDays(3)), true)
                .bought("1", "7", "E", FilledShop.NOW.minus(Duration.ofDays(3)), true)
                .product("F", "Planes", 0);
        Explanation explanation = explained("7", 6);
        assertThat(rules(explanation))
                .containsEntry("C", Rule.IN_THE_CART)
                .containsEntry("A", Rule.JUST_SEEN)
                .containsEntry("B", Rule.BOUGHT_LATELY)
                .containsEntry("F", Rule.NOT_SOLD)
                // Coffee is used up, and may be bought again.
                .doesNotContainKey("E");
        assertThat(explanation.answer().items())
                .extracting(item -> item.product().id())
                .contains("D", "E");
    }

    @Test
    void whatIsRecommendedIsNotLeftOut() {
        filled.browsed(20, "A", "B", "C", "D", "E", "F")
                .event("Product Viewed", "userId", "7", "A", FilledShop.NOW.minus(Duration.ofMinutes(2)));
        for (int most = 1; most <= 6; most++) {
            Explanation explanation = explained("7", most);
            assertThat(explanation.answer().items())
                    .extracting(item -> item.product().id())
                    .doesNotContainAnyElementsOf(rules(explanation).keySet());
        }
    }

    @Test
    void whatComesTooLateOrOfTooFullACategoryIsToldApart() {
        filled.browsed(30, "E", "A", "B")
                .browsed(20, "E", "A", "B", "C")
                .browsed(2, "E", "F")
                .event("Product Viewed", "userId", "7", "E", FilledShop.NOW.minus(Duration.ofMinutes(2)));
        Explanation explanation = explained("7", 2);
        assertThat(explanation.answer().items())
                .extracting(item -> item.product().id())
                .containsExactly("A", "C");
        assertThat(rules(explanation))
                .containsEntry("B", Rule.TOO_MANY_OF_ITS_CATEGORY)
                .containsEntry("F", Rule.OTHERS_COME_FIRST);
    }

    @Test
    void aProductThatIsAskedForHasAReasonToo() {
        filled.browsed(20, "A", "C")
                .event("Product Viewed", "userId", "7", "A", FilledShop.NOW.minus(Duration.ofMinutes(2)));
        assertThat(rules(explained("7", 1, "F"))).containsKey("F");
        assertThat(rules(explained("7", 1, "C"))).doesNotContainKey("C");
    }
}
