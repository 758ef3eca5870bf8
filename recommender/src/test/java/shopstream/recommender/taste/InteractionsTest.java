package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InteractionsTest {
    private final Interactions interactions = Interactions.of(new int[][] {{2, 0, 2}, {}, {1, 2}}, 4);

    @Test
    void anItemThatStandsTwiceCountsOnce() {
        assertThat(interactions.row(0)).containsExactly(0, 2);
        assertThat(interactions.size()).isEqualTo(4);
    }

    @Test
    void theOtherSideHasARowForEachItem() {
        Interactions byItem = interactions.byItem();
        assertThat(byItem.rows()).isEqualTo(4);
        assertThat(byItem.columns()).isEqualTo(3);
        assertThat(byItem.row(0)).containsExactly(0);
        assertThat(byItem.row(1)).containsExactly(2);
        assertThat(byItem.row(2)).containsExactly(0, 2);
        assertThat(byItem.row(3)).isEmpty();
    }

    @Test
    void anEmptyRowHasNoPower() {
        assertThat(interactions.degreesToThe(-0.5)).containsExactly((float) Math.sqrt(0.5), 0, (float) Math.sqrt(0.5));
    }

    @Test
    void anItemThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Interactions.of(new int[][] {{0}, {4}}, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Item 4 of user 1 is not below 4, the number of items");
    }
}
