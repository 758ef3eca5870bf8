package shopstream.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void anOpenLoopSendsEachRequestOnceAndNotBeforeItsTime() throws Exception {
        Set<Long> sent = ConcurrentHashMap.newKeySet();
        AtomicInteger early = new AtomicInteger();
        long begun = System.nanoTime();
        Load.Outcome outcome = new Load(3, index -> {
                    if (System.nanoTime() - begun < index * 10_000_000L) {
                        early.incrementAndGet();
                    }
                    sent.add(index);
                })
                .open(100, Duration.ofMillis(500));
        assertThat(sent).hasSize(50);
        assertThat(outcome.latencies().size()).isEqualTo(50);
        assertThat(early).hasValue(0);
        assertThat(outcome.perSecond()).isLessThanOrEqualTo(103);
    }

    @Test
    void anOpenLoopCountsAStallForAllThatWouldHaveComeInIt() throws Exception {
        // One connection, a stall of 300 ms at the first of 100 requests a second: thirty of them come too late.
        Load.Outcome outcome = new Load(1, index -> TimeUnit.MILLISECONDS.sleep(index == 0 ? 300 : 0))
                .open(100, Duration.ofSeconds(1));
        assertThat(outcome.latencies().max()).isGreaterThanOrEqualTo(300);
        assertThat(outcome.latencies().percentile(0.85)).isGreaterThanOrEqualTo(100);
    }

    @Test
    void aClosedLoopSendsTheNextWhenTheOneBeforeIsAnswered() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Load.Outcome outcome = new Load(2, index -> {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    TimeUnit.MILLISECONDS.sleep(10);
                    underWay.decrementAndGet();
                })
                .closed(Duration.ofMillis(300));
        assertThat(most).hasValue(2);
        assertThat(outcome.perSecond()).isPositive().isLessThanOrEqualTo(200);
        assertThat(outcome.latencies().median()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aRequestThatFailsFailsTheMeasurement() {
        Load failing = new Load(2, index -> {
            throw new IllegalStateException("Refused " + index);
        });
        assertThatThrownBy(() -> failing.open(10, Duration.ofSeconds(1))).hasMessageContaining("Refused");
    }
}
