package shopstream.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShopPlanTest {

    @Test
    void refusesARateOfNothing() {
        assertThatThrownBy(() -> new ShopPlan(0, 60, 1))
                .hasMessageContaining("above 0")
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> new ShopPlan(Double.NaN, 60, 1)).hasMessageContaining("NaN");
    }

    @Test
    void refusesAHistoryThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> new ShopPlan(1, -1, 1)).hasMessageContaining("-1");
    }
}
