package shopstream.recommender.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastTest {
    private static List<String> products(Past past) {
        List<String> products = new ArrayList<>();
        for (int step = 0; step < past.size(); step++) {
            products.add(past.items().id(past.item(step)));
        }
        return products;
    }

    @Test
    void stepsAreInTheOrderOfTimeInWhateverOrderTheyCome() {
        Past.Builder builder = Past.builder(10, 1_000);
        builder.seen("me", "C", 300);
        builder.ordered("1", Optional.empty(), "B", 200);
        builder.seen("me", "A", 100);
        builder.seen("you", "D", 300);

        Past past = builder.build();

        assertThat(products(past)).containsExactly("A", "B", "C", "D");
        assertThat(past.isOrder(1)).isTrue();
        assertThat(past.isOrder(0)).isFalse();
        assertThat(past.whose(0)).isEqualTo(past.whose(2)).isNotEqualTo(past.whose(3));
    }

    @Test
    void aProductOfAnOrderCountsOnceHoweverOftenItsRowComes() {
        Past.Builder builder = Past.builder(10, 1_000);
        for (int change = 0; change < 30; change++) {
            builder.ordered("1", Optional.empty(), "A", 500);
            builder.ordered("1", Optional.empty(), "B", 500);
            builder.ordered("2", Optional.empty(), "A", 500);
        }
        builder.seen("me", "A", 600);
        builder.seen("me", "A", 600);

        assertThat(products(builder.build()))
                .containsExactlyInAnyOrder("A", "A", "B", "A", "A")
                .endsWith("A", "A");
    }

    @Test
    void theNewestStepsAreKept() {
        Past.Builder builder = Past.builder(3, 1_000);
        for (int n = 0; n < 20; n++) {
            // Odd ones are late.
            builder.seen("me", "item-" + n, n % 2 == 0 ? 500 + n : n);
        }

        assertThat(products(builder.build())).containsExactly("item-14", "item-16", "item-18");
    }

    @Test
    void whatIsToldOfTheFutureDidNotHappen() {
        Past.Builder builder = Past.builder(3, 1_000);
        builder.seen("me", "A", 1_001);
        builder.seen("me", "B", -1);
        builder.seen("me", "C", 1_000);

        assertThat(products(builder.build())).containsExactly("C");
    }

    @Test
    void moreStepsThanItsArraysCanHoldAreRefused() {
        assertThatThrownBy(() -> Past.builder(2_000_000, 1)).hasMessageContaining("2000000 steps cannot be kept");
    }
}
