package shopstream.recommender.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WalkTest {
    private final Shortlist answer = new Shortlist(20);

    @Test
    void reachesAnItemThatWasNeverInOneSessionWithTheLatest() {
        PairWeights pairs =
                PairWeights.of(Sessions.builder().add(0, 1).add(1, 2).build(), PairParameters.TOGETHER);

        Walk.along(pairs).scorer().best(new int[] {0}, answer);

        assertThat(answer.items()).contains(2);
    }

    @Test
    void theChancesOfTwoStepsFromOneItemSumToOne() {
        PairWeights pairs = PairWeights.of(SampleSessions.onARing(300, 30, 2), PairParameters.TOGETHER);
        var all = new Shortlist(30);

        Walk.along(pairs).scorer().best(new int[] {4}, all);

        float sum = 0;
        for (int rank = 0; rank < all.size(); rank++) {
            sum += all.score(rank);
        }
        assertThat(sum).isCloseTo(1, within(1e-4f));
    }

    @Test
    void earlierItemsSayHalfAsMuchEach() {
        PairWeights toThemselves = PairWeights.of(
                Sessions.builder().add(0, 0).add(1, 1).add(2, 2).add(3, 3).build(), PairParameters.NEXT);

        Walk.along(toThemselves).scorer().best(new int[] {3, 2, 1, 0}, answer);

        assertThat(answer.items()).containsExactly(0, 1, 2);
        assertThat(answer.score(1) / answer.score(0)).isCloseTo(.5f, within(1e-5f));
        assertThat(answer.score(2) / answer.score(0)).isCloseTo(.25f, within(1e-5f));
    }

    @Test
    void refreshedItemsWalkAsIfTheyHadBeenBuiltAnew() {
        PairWeights pairs = PairWeights.of(SampleSessions.onARing(300, 30, 2), PairParameters.TOGETHER);
        Walk walk = Walk.along(pairs);

        pairs.append(300, 4, 29, 31);
        for (int item = 0; item <= 31; item++) {
            walk.refresh(item);
        }
        walk.scorer().best(new int[] {29, 4}, answer);
        var anew = new Shortlist(20);
        Walk.along(pairs).scorer().best(new int[] {29, 4}, anew);

        assertThat(answer.items()).isEqualTo(anew.items());
        assertThat(answer.score(7)).isEqualTo(anew.score(7));
    }
}
