package shopstream.operations.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimeLimitTest {
    @Test
    void whatHangsIsEndedAndItsThreadGoesOn() throws Exception {
        Work hanging = log -> {
            new CountDownLatch(1).await();
            return OptionalLong.empty();
        };
        assertThatThrownBy(() -> new TimeLimit(hanging, Duration.ofMillis(200)).run(line -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("It took longer than 0.2s and was ended (`at-most`).");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(new TimeLimit(log -> OptionalLong.of(7), Duration.ofMillis(200)).run(line -> {}))
                .hasValue(7);
    }

    @Test
    void whatIsInTimeIsLeftAlone() throws Exception {
        assertThat(new TimeLimit(log -> OptionalLong.of(7), Duration.ofMillis(50)).run(line -> {}))
                .hasValue(7);
        // An alarm that still came would interrupt this.
        Thread.sleep(200);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aFailureOfItsOwnStays() {
        Work failing = log -> {
            throw new IllegalArgumentException("no such column");
        };
        assertThatThrownBy(() -> new TimeLimit(failing, Duration.ofMinutes(1)).run(line -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such column");
    }

    @Test
    void theEndOfTheProgramIsStillAnInterruption() {
        Work hanging = log -> {
            new CountDownLatch(1).await();
            return OptionalLong.empty();
        };
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new TimeLimit(hanging, Duration.ofMinutes(1)).run(line -> {}))
                .isInstanceOf(InterruptedException.class);
    }
}
