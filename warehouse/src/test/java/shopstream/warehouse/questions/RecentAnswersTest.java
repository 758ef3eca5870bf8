package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {

    private boolean crowded;
    private long nanos;
    private final Deque<Runnable> renewing = new ArrayDeque<>();
    private final RecentAnswers answers = new RecentAnswers(() -> crowded, renewing::add, () -> nanos);

    private String asked(long version, String newest) {
        return answers.of("turnover", version, () -> newest);
    }

    private void after(long millis) {
        nanos = Duration.ofMillis(millis).toNanos();
    }

    @Test
    void whereFewAskTheNewestIsGiven() {
        assertThat(asked(1, "old")).isEqualTo("old");
        assertThat(asked(2, "new")).isEqualTo("new");
    }

    @Test
    void aCrowdIsGivenTheLastForHalfASecond() {
        asked(1, "old");
        crowded = true;
        after(499);
        assertThat(asked(2, "new")).isEqualTo("old");
        after(500);
        assertThat(asked(2, "new")).isEqualTo("new");
    }

    @Test
    void whatACrowdIsGivenIsRenewedBesideIt() {
        asked(1, "old");
        crowded = true;
        after(199);
        asked(2, "soon");
        assertThat(renewing).isEmpty();
        after(200);
        assertThat(asked(2, "new")).isEqualTo("old");
        assertThat(asked(2, "another")).isEqualTo("old");
        assertThat(renewing).as("one computation for all").hasSize(1);

        renewing.remove().run();
        assertThat(asked(3, "newer")).isEqualTo("new");
        after(400);
        asked(3, "newer");
        assertThat(renewing).as("the next one").hasSize(1);
    }

    @Test
    void whatCouldNotBeRenewedIsTriedAgainAndToldInTheEnd() {
        asked(1, "old");
        crowded = true;
        after(300);
        Supplier<String> broken = () -> {
            throw new IllegalStateException("no such table");
        };
        assertThat(answers.<String>of("turnover", 2, broken)).isEqualTo("old");
        renewing.remove().run();
        assertThat(answers.<String>of("turnover", 2, broken)).isEqualTo("old");
        assertThat(renewing).hasSize(1);
        after(500);
        assertThatThrownBy(() -> answers.of("turnover", 2, broken)).hasMessage("no such table");
    }

    @Test
    void unchangedNumbersAreAskedForSoThatTheySayHowCompleteTheyAreNow() {
        asked(1, "then");
        crowded = true;
        assertThat(asked(1, "now")).isEqualTo("now");
    }
}
