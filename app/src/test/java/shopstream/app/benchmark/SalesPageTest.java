package shopstream.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalesPageTest {
    private static final Instant NOW = Instant.parse("2026-11-21T13:14:15Z");

    @Test
    void aPeriodIsThirtyDaysThatEndWithToday() {
        assertThat(SalesPage.paths(NOW).get(0))
                .isEqualTo("/api/sales?grain=total&from=2026-10-23T00%3A00%3A00Z&to=2026-11-22T00%3A00%3A00Z&zone=UTC");
    }

    @Test
    void theComparisonEndsWhereAsMuchOfItHadElapsed() {
        assertThat(SalesPage.paths(NOW).get(1)).contains("from=2026-09-23T00%3A00%3A00Z&to=2026-10-22T13%3A14%3A00Z");
    }

    @Test
    void noQuestionIsAskedTwice() {
        List<String> paths = SalesPage.paths(NOW);
        assertThat(paths).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }
}
