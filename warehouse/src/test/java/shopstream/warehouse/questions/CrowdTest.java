package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private long nanos;
    private final Crowd crowd = new Crowd(() -> nanos);

    private boolean joinedAfter(Duration pause) {
        nanos += pause.toNanos();
        return crowd.joined();
    }

    @Test
    void aHundredQuestionsASecondAreNoCrowdAndMoreAre() {
        for (int i = 0; i < 500; i++) {
            assertThat(joinedAfter(Duration.ofMillis(11))).isFalse();
        }
        for (int i = 0; i < 100; i++) {
            joinedAfter(Duration.ofMillis(9));
        }
        assertThat(joinedAfter(Duration.ofMillis(9))).isTrue();
        assertThat(joinedAfter(Duration.ofMillis(500))).isFalse();
    }

    @Test
    void thePageOfOnePersonIsNoCrowd() {
        for (int page = 0; page < 5; page++) {
            for (int question = 0; question < 20; question++) {
                assertThat(crowd.joined()).isFalse();
            }
        }
    }
}
