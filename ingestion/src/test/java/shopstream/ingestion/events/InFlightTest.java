package shopstream.ingestion.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InFlightTest {
    @Test
    void whatFitsIsLetInUpToTheBoundAndAgainWhenSomethingHasLeft() {
        InFlight inFlight = new InFlight(100);
        assertThat(inFlight.enter(60)).isTrue();
        assertThat(inFlight.enter(41)).isFalse();
        assertThat(inFlight.enter(40)).isTrue();
        assertThat(inFlight.enter(1)).isFalse();
        inFlight.leave(60);
        assertThat(inFlight.enter(60)).isTrue();
    }

    @Test
    void theBoundHoldsWhoeverComesAtOnce() throws InterruptedException {
        InFlight inFlight = new InFlight(100);
        AtomicLong inside = new AtomicLong();
        AtomicInteger beyond = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            Thread thread = new Thread(() -> {
                for (int at = 0; at < 20_000; at++) {
                    if (inFlight.enter(30)) {
                        if (inside.addAndGet(30) > 100) {
                            beyond.incrementAndGet();
                        }
                        inside.addAndGet(-30);
                        inFlight.leave(30);
                    }
                }
            });
            thread.start();
            callers.add(thread);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(beyond.get()).isZero();
        assertThat(inFlight.enter(100)).isTrue();
    }
}
