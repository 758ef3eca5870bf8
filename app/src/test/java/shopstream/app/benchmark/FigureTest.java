package shopstream.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void aBoundIsMetAtTheBoundItself() {
        assertThat(Figure.atMost(20, "", 20, Unit.SECONDS).verdict()).isEqualTo(Figure.Verdict.MET);
        assertThat(Figure.atMost(20, "", 20.1, Unit.SECONDS).verdict()).isEqualTo(Figure.Verdict.MISSED);
        assertThat(Figure.atLeast(30, "", 30, Unit.SECONDS).verdict()).isEqualTo(Figure.Verdict.MET);
        assertThat(Figure.atLeast(30, "", 29.9, Unit.SECONDS).verdict()).isEqualTo(Figure.Verdict.MISSED);
    }

    @Test
    void whatCameToNoNumberIsNeverMet() {
        assertThat(Figure.atMost(20, "", Double.NaN, Unit.SECONDS).verdict()).isEqualTo(Figure.Verdict.MISSED);
        assertThat(Figure.atLeast(20, "", Double.NaN, Unit.SECONDS).verdict()).isEqualTo(Figure.Verdict.MISSED);
    }

    @Test
    void figuresAreWrittenWithTheirUnits() {
        Figure rate = Figure.atLeast(10_000, "rate", 12_345.6, Unit.ROWS_PER_SECOND);
        assertThat(rate.measured()).isEqualTo("12,346 rows/s");
        assertThat(rate.askedFor()).isEqualTo("≥ 10,000 rows/s");
    }
}
