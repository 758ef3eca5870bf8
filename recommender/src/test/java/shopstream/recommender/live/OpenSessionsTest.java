package shopstream.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenSessionsTest {
    private static final long SECOND = Duration.ofSeconds(1).toMillis();

    private final OpenSessions sessions = new OpenSessions(100);

    @Test
    void goesOnUntilSomebodyPauses() {
        assertThat(sessions.add("a", 1, 0).items()).containsExactly(1);
        OpenSessions.Step second = sessions.add("a", 2, SECOND);
        assertThat(second.items()).containsExactly(1, 2);
        OpenSessions.Step later = sessions.add("a", 3, SECOND + OpenSessions.PAUSE.toMillis() + 1);
        assertThat(later.items()).containsExactly(3);
        assertThat(later.number()).isGreaterThan(second.number());
    }

    @Test
    void keepsWhoIsHeardOfAndLetsTheOthersGo() {
        sessions.add("kept", 1, 0);
        sessions.add("silent", 1, 0);
        for (int visitor = 0; visitor < 1_000; visitor++) {
            sessions.add("visitor" + visitor, 1, visitor * SECOND);
            if (visitor % 50 == 0) {
                sessions.add("kept", 2, visitor * SECOND);
            }
        }
        assertThat(sessions.holds("kept", 1)).isTrue();
        assertThat(sessions.holds("silent", 1)).isFalse();
        for (int visitor = 901; visitor < 1_000; visitor++) {
            assertThat(sessions.holds("visitor" + visitor, 1)).isTrue();
        }
    }

    @Test
    void keepsTheNewestOfALongSession() {
        for (int item = 0; item < 60; item++) {
            sessions.add("a", item, item * SECOND);
        }
        assertThat(sessions.holds("a", 59)).isTrue();
        assertThat(sessions.holds("a", 10)).isTrue();
        assertThat(sessions.holds("a", 9)).isFalse();
    }
}
