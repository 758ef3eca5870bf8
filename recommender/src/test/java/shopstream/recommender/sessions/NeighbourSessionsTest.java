package shopstream.recommender.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NeighbourSessionsTest {
    private final Shortlist answer = new Shortlist(20);

    @Test
    void scoresByThePaper() {
        Sessions sessions =
                Sessions.builder().add(0, 1, 2).add(0, 3).add(4, 5).add(1, 6).build();

        NeighbourSessions.of(sessions).scorer().best(new int[] {0, 1}, answer);

        // Session 0 shares both items (weights 1/2 and 1), the latest shared one is the last; its third item is in one
        // of four.
        int rank = answer.rank(2);
        assertThat((double) answer.score(rank)).isCloseTo(1.5 * Math.log(4), within(1e-5));
        assertThat((double) answer.score(answer.rank(6))).isCloseTo(1 * Math.log(4), within(1e-5));
        assertThat((double) answer.score(answer.rank(3))).isCloseTo(.5 * .9 * Math.log(4), within(1e-5));
        assertThat(answer.rank(5)).isEqualTo(-1);
    }

    @Test
    void ofAnItemInMoreSessionsThanAreLookedAtOnlyTheLatestCount() {
        Sessions.Builder sessions = Sessions.builder().add(0, 7);
        for (int session = 0; session < 500; session++) {
            sessions.add(0, 1);
        }

        NeighbourSessions.of(sessions.build()).scorer().best(new int[] {0}, answer);

        assertThat(answer.items()).contains(1).doesNotContain(7);
    }

    @Test
    void oneAnswerLeavesNothingBehindForTheNext() {
        Sessions sessions = SampleSessions.onARing(300, 30, 4);
        SessionScorer used = NeighbourSessions.of(sessions).scorer();
        used.best(new int[] {3, 4, 5}, answer);

        used.best(new int[] {20, 9}, answer);
        var fresh = new Shortlist(20);
        NeighbourSessions.of(sessions).scorer().best(new int[] {20, 9}, fresh);

        assertThat(answer.items()).isEqualTo(fresh.items());
    }
}
