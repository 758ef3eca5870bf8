package shopstream.app.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class RunningTest {
    private static void fail() {
        throw new IllegalStateException("no");
    }

    @Test
    void aStartThatFailsIsToldUnlessEverythingIsBeingStopped() {
        Running running = Running.untilInterrupted();
        assertThatIllegalStateException().isThrownBy(() -> running.further(RunningTest::fail));
        running.close();
        assertThatCode(() -> running.further(RunningTest::fail)).doesNotThrowAnyException();
    }
}
