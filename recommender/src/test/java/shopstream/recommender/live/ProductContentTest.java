package shopstream.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.recommender.taste.ContentFeatures;

class ProductContentTest {
    private static Optional<Product> product(String name, String category) {
        return Optional.of(new Product(
                name, name, Optional.ofNullable(category), Optional.empty(), true, Optional.empty(), Optional.empty()));
    }

    private static double cosine(ContentFeatures content, int one, int other) {
        double sum = 0;
        for (int k = 0; k < content.width(); k++) {
            sum += content.values()[one * content.width() + k] * content.values()[other * content.width() + k];
        }
        return sum;
    }

    @Test
    void productsAreAlikeByTheWordsThatFewHaveMostOfAll() {
        ContentFeatures content = ProductContent.of(List.of(
                        product("Red lantern, large", "Lamps"),
                        product("Blue LANTERN large", "Lamps"),
                        product("Large chair", "Chairs"),
                        product("Large table", "Tables"),
                        Optional.empty()))
                .orElseThrow();

        assertThat(cosine(content, 0, 0)).isCloseTo(1, within(1e-5));
        assertThat(cosine(content, 0, 1))
                .as("red and blue are said of one alone")
                .isCloseTo(1, within(1e-5));
        assertThat(cosine(content, 0, 2)).as("large is said of all").isZero();
        assertThat(cosine(content, 4, 4)).as("nothing is said of what is gone").isZero();
    }

    @Test
    void whereNoTwoHaveAnythingInCommonThereIsNoContent() {
        assertThat(ProductContent.of(List.of(product("A", null), product("B", null))))
                .isEmpty();
        assertThat(ProductContent.of(List.of())).isEmpty();
    }
}
