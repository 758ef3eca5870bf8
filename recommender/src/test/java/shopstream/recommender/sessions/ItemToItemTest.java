package shopstream.recommender.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ItemToItemTest {
    private final Shortlist answer = new Shortlist(20);

    @Test
    void scoresByTheFormula() {
        PairWeights pairs = PairWeights.of(SampleSessions.onARing(200, 30, 5), PairParameters.TOGETHER);

        ItemToItem.together(pairs).scorer().best(new int[] {3, 8}, answer);

        int item = answer.item(0);
        double expected = Math.pow(pairs.total(8), -.2) * pairs.weight(8, item)
                + Math.exp(-1 / 1.5) * Math.pow(pairs.total(3), -.2) * pairs.weight(3, item);
        assertThat((double) answer.score(0)).isCloseTo(expected * Math.pow(pairs.total(item), -.3), within(1e-5));
    }

    @Test
    void whatComesNextAfterTheLatestItemIsFirst() {
        PairWeights pairs = PairWeights.of(SampleSessions.onARing(500, 30, 5), PairParameters.NEXT);

        ItemToItem.next(pairs).scorer().best(new int[] {20, 11}, answer);

        assertThat(answer.item(0)).isEqualTo(12);
    }

    @Test
    void aScoreMeansTheSameHoweverManySessionsWereBefore() {
        float early = scoreOfOnePair(3);
        float late = scoreOfOnePair(45);

        assertThat(late).isCloseTo(early, within(1e-4f * early));
    }

    /** Of a pair that came at that session, which is the newest. */
    private float scoreOfOnePair(long number) {
        PairWeights pairs = PairWeights.empty(PairParameters.TOGETHER, 2);
        ItemToItem method = ItemToItem.together(pairs);
        pairs.append(number, 1, 2);
        method.scorer().best(new int[] {1}, answer);
        return answer.score(0) / method.level(number);
    }

    @Test
    void anUnknownItemIsPassedOver() {
        PairWeights pairs = PairWeights.of(SampleSessions.onARing(500, 30, 5), PairParameters.NEXT);

        ItemToItem.next(pairs).scorer().best(new int[] {11, ItemIndex.UNKNOWN, 4711}, answer);

        assertThat(answer.item(0)).isEqualTo(12);
    }

    @Test
    void aSessionOfWhichNothingIsKnownHasNoAnswer() {
        PairWeights pairs = PairWeights.of(SampleSessions.onARing(10, 30, 5), PairParameters.NEXT);
        SessionScorer scorer = ItemToItem.next(pairs).scorer();
        scorer.best(new int[] {1, 2, 3}, answer);

        scorer.best(new int[] {ItemIndex.UNKNOWN}, answer);

        assertThat(answer.size()).isZero();
    }

    @Test
    void anEventChangesTheNextAnswer() {
        PairWeights pairs = PairWeights.of(Sessions.builder().add(0, 1).build(), PairParameters.NEXT);
        SessionScorer scorer = ItemToItem.next(pairs).scorer();

        pairs.append(1, 0, 2);
        scorer.best(new int[] {0}, answer);

        assertThat(answer.items()).containsExactly(2, 1);
    }
}
