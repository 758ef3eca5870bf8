package shopstream.recommender.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ItemHistoryTest {
    @Test
    void newerEventsCountMore() {
        Sessions.Builder sessions = Sessions.builder();
        for (int session = 0; session < 100; session++) {
            sessions.add(session == 10 || session == 90 ? 0 : 1);
        }

        ItemHistory history = ItemHistory.of(sessions.build());

        assertThat(history.count(0)).isEqualTo(2);
        for (int memory = 0; memory < 3; memory++) {
            double sessionsToForget = 100 * ItemHistory.MEMORIES[memory];
            assertThat((double) history.recent(0, memory))
                    .isCloseTo(Math.exp(-9 / sessionsToForget) + Math.exp(-89 / sessionsToForget), within(1e-5));
        }
        assertThat(history.age(0)).isCloseTo(.89f, within(1e-6f));
        assertThat(history.silence(0)).isCloseTo(.09f, within(1e-6f));
    }

    @Test
    void anItemThatNobodyLookedAtHasNoHistory() {
        ItemHistory history = ItemHistory.of(Sessions.builder().add(0).build());

        assertThat(history.count(9)).isZero();
        assertThat(history.recent(ItemIndex.UNKNOWN, 0)).isZero();
        assertThat(history.silence(9)).isEqualTo(1);
    }

    @Test
    void aLiveEventCountsAtOnce() {
        ItemHistory history = ItemHistory.of(Sessions.builder().add(0, 0, 1).build());

        history.append(1, 5);
        history.append(1, 5);
        history.append(1, 5);

        var answer = new Shortlist(1);
        new Popular(history).scorer().best(new int[0], answer);
        assertThat(answer.items()).containsExactly(5);
    }
}
