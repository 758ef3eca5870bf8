package shopstream.recommender.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PairWeightsTest {
    private static final Offset<Float> NEARLY = within(1e-5f);

    @Test
    void aPairCountsByDistanceDirectionLengthAndAge() {
        Sessions sessions = Sessions.builder().add(4, 5).add(0, 1, 2).build();

        PairWeights weights = PairWeights.of(sessions, PairParameters.TOGETHER);

        // The newer of two sessions is one session old, with a memory of half of all, which is one session.
        double newer = Math.exp(-1) * Math.pow(3, -.3);
        assertThat(weights.weight(0, 1)).isCloseTo((float) newer, NEARLY);
        assertThat(weights.weight(0, 2)).isCloseTo((float) (newer * Math.exp(-1 / 2.)), NEARLY);
        assertThat(weights.weight(1, 0)).isCloseTo((float) (newer * .4), NEARLY);
        assertThat(weights.weight(2, 0)).isCloseTo((float) (newer * .4 * Math.exp(-1 / 10.)), NEARLY);
        assertThat(weights.weight(4, 5)).isCloseTo((float) (Math.exp(-2) * Math.pow(2, -.3)), NEARLY);
        assertThat(weights.total(0)).isCloseTo(weights.weight(0, 1) + weights.weight(0, 2), NEARLY);
    }

    @Test
    void anItemThatComesAgainCountsForItselfOnceAndMore() {
        PairWeights weights = PairWeights.of(Sessions.builder().add(1, 1).build(), PairParameters.TOGETHER);

        assertThat(weights.weight(1, 1)).isCloseTo((float) (3 * Math.exp(-2) * Math.pow(2, -.3)), NEARLY);
    }

    @Test
    void onlyWhatComesLaterCountsForWhatComesNext() {
        PairWeights weights = PairWeights.of(Sessions.builder().add(1, 2).build(), PairParameters.NEXT);

        assertThat(weights.weight(1, 2)).isPositive();
        assertThat(weights.weight(2, 1)).isZero();
    }

    @Test
    void itemsFurtherApartThanTheReachHaveNothingToDoWithEachOther() {
        int[] session = new int[PairParameters.REACH + 2];
        Arrays.setAll(session, place -> place);

        PairWeights weights = PairWeights.of(Sessions.builder().add(session).build(), PairParameters.TOGETHER);

        assertThat(weights.weight(0, PairParameters.REACH)).isPositive();
        assertThat(weights.weight(0, PairParameters.REACH + 1)).isZero();
    }

    @Test
    void eventsAppendedOneByOneGiveTheSameAsSessionsThatAreOver() {
        Sessions sessions = SampleSessions.onARing(400, 50, 11);
        for (PairParameters parameters : new PairParameters[] {PairParameters.TOGETHER, PairParameters.NEXT}) {
            PairWeights batch = PairWeights.of(sessions, parameters);
            var live = new PairWeights(parameters, parameters.recency() * sessions.count(), sessions.count(), 0);
            // Two sessions at a time, as live events come.
            for (int pair = 0; pair < sessions.count(); pair += 2) {
                for (int length = 1; length <= 7; length++) {
                    for (int session = pair; session < pair + 2; session++) {
                        if (length <= sessions.length(session)) {
                            live.append(session, sessions.prefix(session, length));
                        }
                    }
                }
            }

            for (int item = 0; item < 50; item++) {
                assertThat(live.row(item).size()).isEqualTo(batch.row(item).size());
                assertThat(live.total(item)).isCloseTo(batch.total(item), within(1e-3f * batch.total(item)));
                for (int other = 0; other < 50; other++) {
                    float weight = batch.weight(item, other);
                    assertThat(live.weight(item, other)).isCloseTo(weight, within(1e-5f + 1e-3f * weight));
                }
            }
        }
    }

    @Test
    void theProportionsStayWhenWeightsAreBroughtBackToOne() {
        var weights = new PairWeights(PairParameters.NEXT, 10, 0, 4);
        weights.add(0, 1, 2);
        weights.add(195, 1, 3);
        float before = weights.weight(1, 3) / weights.weight(1, 2);

        weights.add(205, 0, 1);

        assertThat(weights.weight(0, 1)).isEqualTo(1);
        assertThat(weights.weight(1, 3) / weights.weight(1, 2)).isCloseTo(before, within(before * 1e-4f));
        assertThat(weights.weight(1, 3)).isCloseTo((float) Math.exp(-1), NEARLY);
    }

    @Test
    void anItemThatNobodyKnewGetsARow() {
        PairWeights weights = PairWeights.of(Sessions.builder().add(0, 1).build(), PairParameters.NEXT);

        weights.append(1, 0, 77);

        assertThat(weights.weight(0, 77)).isPositive();
        assertThat(weights.weight(500, 0)).isZero();
    }
}
