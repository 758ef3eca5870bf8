package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.SampleMarts;
import shopstream.warehouse.dashboards.Dashboards;

class RecentAnswersTest {

    private final Question question = new Question(
            Dashboards.read(SampleMarts.DASHBOARDS, new Problems()).get(0),
            Grain.TOTAL,
            List.of(),
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(86_400),
            ZoneOffset.UTC,
            Map.of());

    private boolean crowded;
    private long nanos;
    private final RecentAnswers answers = new RecentAnswers(() -> crowded, () -> nanos);

    private String asked(long version, String currency) {
        return answers.of(
                        question,
                        version,
                        () -> new Answer(
                                question.from(),
                                question.to(),
                                question.zone(),
                                currency,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                false,
                                List.of()))
                .currency();
    }

    @Test
    void whereNobodyWaitsTheNewestIsGiven() {
        assertThat(asked(1, "old")).isEqualTo("old");
        assertThat(asked(2, "new")).isEqualTo("new");
    }

    @Test
    void whereOthersWaitTheLastIsGivenForHalfASecond() {
        asked(1, "old");
        crowded = true;
        nanos = Duration.ofMillis(499).toNanos();
        assertThat(asked(2, "new")).isEqualTo("old");
        nanos = Duration.ofMillis(500).toNanos();
        assertThat(asked(2, "new")).isEqualTo("new");
    }

    @Test
    void unchangedNumbersAreAskedForSoThatTheySayHowCompleteTheyAreNow() {
        asked(1, "then");
        crowded = true;
        assertThat(asked(1, "now")).isEqualTo("now");
    }
}
