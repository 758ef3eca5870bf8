package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {

    private boolean crowded;
    private String forbidden = "";
    private long nanos;
    private final Deque<Runnable> renewing = new ArrayDeque<>();
    private final RecentAnswers answers = new RecentAnswers(renewing::add, () -> nanos);

    private String asked(long version, String newest) {
        return answers.of("turnover", crowded, version, () -> newest, answer -> !answer.equals(forbidden));
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
    void aCrowdIsGivenTheLastForASecond() {
        asked(1, "old");
        crowded = true;
        after(999);
        assertThat(asked(2, "new")).isEqualTo("old");
        after(1_000);
        assertThat(asked(2, "new")).isEqualTo("new");
    }

    @Test
    void aCrowdIsNotGivenWhatMayNotBeGivenAnyMore() {
        asked(1, "old");
        crowded = true;
        forbidden = "old";
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
        assertThat(answers.<String>of("turnover", true, 2, broken, answer -> true))
                .isEqualTo("old");
        renewing.remove().run();
        assertThat(answers.<String>of("turnover", true, 2, broken, answer -> true))
                .isEqualTo("old");
        assertThat(renewing).hasSize(1);
        after(1_000);
        assertThatThrownBy(() -> answers.of("turnover", true, 2, broken, answer -> true))
                .hasMessage("no such table");
    }

    @Test
    void noAnswerIsFollowedByAnOlderOne() throws Exception {
        // Numbers that grow with each look at them; a computation may take its time after it has looked.
        AtomicLong numbers = new AtomicLong();
        Random random = new Random();
        ExecutorService beside = Executors.newFixedThreadPool(2);
        RecentAnswers shared = new RecentAnswers(beside, () -> 60 * System.nanoTime());
        Supplier<Long> computation = () -> {
            long seen = numbers.incrementAndGet();
            LockSupport.parkNanos(random.nextInt(12_000_000));
            return seen;
        };
        ExecutorService askers = Executors.newFixedThreadPool(4);
        List<Future<Boolean>> grew = new ArrayList<>();
        for (int asker = 0; asker < 4; asker++) {
            grew.add(askers.submit(() -> {
                long last = 0;
                for (int i = 0; i < 600; i++) {
                    long answer =
                            shared.of("turnover", random.nextInt(8) > 0, numbers.get() / 20, computation, any -> true);
                    if (answer < last) {
                        return false;
                    }
                    last = answer;
                    LockSupport.parkNanos(500_000);
                }
                return true;
            }));
        }
        for (Future<Boolean> each : grew) {
            assertThat(each.get()).isTrue();
        }
        askers.shutdown();
        beside.shutdown();
    }

    @Test
    void unchangedNumbersAreAskedForSoThatTheySayHowCompleteTheyAreNow() {
        asked(1, "then");
        crowded = true;
        assertThat(asked(1, "now")).isEqualTo("now");
    }
}
