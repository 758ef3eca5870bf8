package shopstream.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final double[] MINUTES =
            IntStream.rangeClosed(1, 20).asDoubleStream().toArray();

    @Test
    void aLineIsFoundThroughTheSecondHalfAlone() {
        double[] values = new double[20];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 10 ? 5_000 : 1_000 + 2 * MINUTES[i];
        }
        Trend trend = Trend.of(MINUTES, values);
        assertThat(trend.perHour()).isCloseTo(120, within(1e-6));
        assertThat(trend.mean()).isCloseTo(1_031, within(1e-6));
        assertThat(trend.grows(0.1)).isTrue();
        assertThat(trend.grows(0.2)).isFalse();
    }

    @Test
    void whatOnlyScattersDoesNotGrow() {
        Random random = new Random(3);
        double[] values = IntStream.range(0, 20)
                .mapToDouble(i -> 100 + 40 * random.nextDouble())
                .toArray();
        Trend trend = Trend.of(MINUTES, values);
        assertThat(trend.doubt()).isGreaterThan(10);
        assertThat(trend.grows(0.1)).isFalse();
    }

    @Test
    void aFewValuesTellNoTrend() {
        assertThatThrownBy(() -> Trend.of(new double[] {1, 2, 3, 4}, new double[] {1, 1, 1, 1}))
                .hasMessageContaining("six");
    }
}
