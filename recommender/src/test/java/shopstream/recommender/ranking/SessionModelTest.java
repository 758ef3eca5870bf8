package shopstream.recommender.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shopstream.recommender.sessions.ItemHistory;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.PairParameters;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.SampleSessions;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Sessions;
import shopstream.recommender.sessions.Shortlist;
import shopstream.recommender.sessions.Walk;

class SessionModelTest {
    private static SessionModel model;

    private final Shortlist answer = new Shortlist(20);

    @BeforeAll
    static void train() {
        model = SampleModel.trained();
    }

    @Test
    void putsWhatMostlyComesNextFirst() {
        SessionScorer scorer = model.scorer();
        int first = 0;
        for (int item = 0; item < SampleModel.ITEMS; item++) {
            scorer.best(new int[] {(item + 59) % 60, item}, answer);
            first += answer.item(0) == (item + 1) % 60 ? 1 : 0;
        }

        assertThat(first).isGreaterThan(50);
    }

    @Test
    void anExplanationAddsUpToTheDifferenceOfScores() {
        int[] session = {5, 6};
        model.scorer().best(session, answer);
        int item = answer.item(0);
        int other = answer.item(5);

        float difference = sum(model.explain(session, item)) - sum(model.explain(session, other));

        assertThat(difference).isCloseTo(answer.score(0) - answer.score(5), within(1e-3f));
        List<Contribution> contributions = model.explain(session, item);
        assertThat(Math.abs(contributions.get(0).amount()))
                .isGreaterThanOrEqualTo(Math.abs(contributions.get(1).amount()));
    }

    private static float sum(List<Contribution> contributions) {
        float sum = 0;
        for (Contribution each : contributions) {
            sum += each.amount();
        }
        return sum;
    }

    @Test
    void whatIsNoCandidateHasNoExplanation() {
        assertThat(model.explain(new int[] {ItemIndex.UNKNOWN}, 3)).isEmpty();
    }

    @Test
    void itemsOfTheSessionAreCandidatesEvenIfNothingIsKnownOfThem() {
        model.scorer().best(new int[] {1234, 3}, answer);

        assertThat(answer.items()).contains(1234, 3);
    }

    @Test
    void aSessionWithoutKnownItemsHasNoAnswer() {
        SessionScorer scorer = model.scorer();
        scorer.best(new int[] {ItemIndex.UNKNOWN, ItemIndex.UNKNOWN}, answer);
        assertThat(answer.size()).isZero();

        scorer.best(new int[0], answer);
        assertThat(answer.size()).isZero();
    }

    @Test
    void everyFeatureIsANumberWhateverTheSession() {
        var features = new CandidateFeatures(model.parts(), Optional.empty());
        for (int[] session :
                new int[][] {{1}, {1, 1, 1}, {ItemIndex.UNKNOWN, 1}, {99, 2}, {1, 2, 3, 4, 5, 6, 7, 8, 9}}) {
            features.find(Shopper.in(session));
            assertThat(features.size()).isPositive();
            for (int n = 0; n < features.size() * Feature.count(); n++) {
                assertThat(features.rows()[n])
                        .as(Feature.of(n % Feature.count()).name())
                        .isFinite();
            }
        }
    }

    @Test
    void aCandidatesPlaceInTheSessionIsToldByItsFeatures() {
        var features = new CandidateFeatures(model.parts(), Optional.empty());
        features.find(Shopper.in(new int[] {7, 9, 7, 8}));
        for (int candidate = 0; candidate < features.size(); candidate++) {
            int item = features.item(candidate);
            float[] rows = features.rows();
            int row = candidate * Feature.count();
            assertThat(rows[row + Feature.TIMES.column()]).isEqualTo(item == 7 ? 2 : item == 8 || item == 9 ? 1 : 0);
            assertThat(rows[row + Feature.IS_LATEST.column()]).isEqualTo(item == 8 ? 1 : 0);
            assertThat(rows[row + Feature.NEARNESS.column()])
                    .isEqualTo(item == 8 ? 1 : item == 7 ? 1 / 2f : item == 9 ? 1 / 3f : 0);
            assertThat(rows[row + Feature.SESSION_ITEMS.column()]).isEqualTo((float) Math.log(3));
        }
    }

    @Test
    void liveEventsBringAnItemThatWasNeverTrained() {
        SessionModel live = SampleModel.trained();
        int item = live.items().add("new");
        for (int session = 1500; session < 1600; session++) {
            live.parts().append(session, 10);
            live.parts().append(session, 10, item);
        }

        live.scorer().best(new int[] {10}, answer);

        assertThat(answer.rank(item)).isBetween(0, 9);
    }

    @Test
    void featuresMeanTheSameHoweverManySessionsWereBefore() {
        for (Feature feature : new Feature[] {Feature.TOGETHER_LOG, Feature.NEXT_LOG}) {
            float early = valueOfOnePair(3, feature);

            assertThat(valueOfOnePair(25, feature)).as(feature.name()).isCloseTo(early, within(1e-3f));
        }
    }

    /** Of a pair that came at that session, which is the newest. */
    private static float valueOfOnePair(long number, Feature feature) {
        PairWeights together = PairWeights.empty(PairParameters.TOGETHER, 2);
        var parts = new SessionParts(
                ItemToItem.together(together),
                ItemToItem.next(PairWeights.empty(PairParameters.NEXT, 2)),
                Walk.along(together),
                ItemHistory.empty(100),
                model.parts().embedding());
        parts.append(number, 1, 2);
        var features = new CandidateFeatures(parts, Optional.empty());
        features.find(Shopper.in(new int[] {1}));
        for (int candidate = 0; candidate < features.size(); candidate++) {
            if (features.item(candidate) == 2) {
                return features.rows()[candidate * Feature.count() + feature.column()];
            }
        }
        throw new AssertionError("2 is no candidate");
    }

    @Test
    void whatHasNoVectorFitsAsWellAsTheOthersDoOnAverage() {
        SessionModel live = SampleModel.trained();
        int item = live.items().add("new");
        live.parts().append(1500, 10, item);
        var features = new CandidateFeatures(live.parts(), Optional.empty());

        features.find(Shopper.in(new int[] {10}));

        float sum = 0;
        float own = Float.NaN;
        for (int candidate = 0; candidate < features.size(); candidate++) {
            float fit = features.rows()[candidate * Feature.count() + Feature.EMBEDDING.column()];
            own = features.item(candidate) == item ? fit : own;
            sum += features.item(candidate) == item ? 0 : fit;
        }
        assertThat(own).isCloseTo(sum / (features.size() - 1), within(1e-5f));
    }

    @Test
    void oneSessionIsEnoughForAnAnswer() {
        SessionModel least = new SessionModelTraining(1, 1, line -> {})
                .train(SampleSessions.names(2), Sessions.builder().add(0, 1).build())
                .model();

        least.scorer().best(new int[] {0}, answer);

        assertThat(answer.item(0)).isEqualTo(1);
    }
}
