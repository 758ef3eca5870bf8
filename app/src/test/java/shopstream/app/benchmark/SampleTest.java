package shopstream.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Sample HUNDRED =
            Sample.of(IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());

    @Test
    void aPercentileIsTheLeastValueThatItsShareDoesNotExceed() {
        assertThat(HUNDRED.percentile(0.9)).isEqualTo(90);
        assertThat(HUNDRED.percentile(0.99)).isEqualTo(99);
        assertThat(HUNDRED.percentile(0.991)).isEqualTo(100);
        assertThat(HUNDRED.percentile(0.001)).isEqualTo(1);
    }

    @Test
    void theMedianOfThreeIsTheMiddleOne() {
        assertThat(Sample.of(3, 1, 2).median()).isEqualTo(2);
    }

    @Test
    void ofFewValuesTheNinetyNinthPercentileIsTheGreatest() {
        assertThat(Sample.of(5, 7, 6).percentile(0.99))
                .isEqualTo(7)
                .isEqualTo(Sample.of(5, 7, 6).max());
    }

    @Test
    void nothingMeasuredIsNoSample() {
        assertThatThrownBy(Sample::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing was measured");
    }
}
