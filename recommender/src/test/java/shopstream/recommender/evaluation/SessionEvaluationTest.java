package shopstream.recommender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.PairParameters;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.SampleSessions;
import shopstream.recommender.sessions.Sessions;

class SessionEvaluationTest {
    private static final Sessions SESSIONS = SampleSessions.onARing(450, 60, 8);

    @Test
    void everyMethodIsAskedAndTheWholeIsBetterThanWhatIsPopular() {
        var set =
                new SessionDataSet(SampleSessions.names(60), SESSIONS.oldest(400), TestPairs.of(SESSIONS.without(400)));
        List<String> progress = new ArrayList<>();

        List<MethodFigures> figures = new SessionEvaluation(set, 1, 1).figures(progress::add);

        Map<String, MethodFigures> byMethod =
                figures.stream().collect(Collectors.toMap(MethodFigures::method, each -> each));
        assertThat(byMethod.keySet())
                .contains("popular", "VMIS-kNN", "items seen together", "items seen next", "walk of two steps")
                .contains("session embedding", "linear ranking");
        MethodFigures whole = figures.get(figures.size() - 1);
        assertThat(whole.metrics().get("MRR@20"))
                .isGreaterThan(3 * byMethod.get("popular").metrics().get("MRR@20"));
        assertThat(whole.modelBytes())
                .isGreaterThan(byMethod.get("walk of two steps").modelBytes());
        assertThat(whole.predictionMicrosP90()).isGreaterThanOrEqualTo(whole.predictionMicros());
        assertThat(progress).last().asString().startsWith(whole.method());
    }

    @Test
    void hitsAndRanksAreCountedAsTheProtocolSays() {
        ItemToItem method = ItemToItem.next(
                PairWeights.of(Sessions.builder().add(0, 2).add(0, 1).build(), PairParameters.NEXT));
        var pairs = new TestPairs();
        pairs.add(new int[] {0}, 1);
        pairs.add(new int[] {0}, 2);
        pairs.add(new int[] {0}, 3);
        pairs.add(new int[] {0}, ItemIndex.UNKNOWN);

        MethodFigures figures = MethodTrial.figures(method, pairs, 100, Duration.ZERO);

        assertThat(figures.metrics()).containsExactly(Map.entry("HR@20", .5), Map.entry("MRR@20", (1 + .5) / 4));
    }

    @Test
    void ofTooManyQuestionsSomeAreAskedEvenlyAndTheNameSaysHowMany() {
        ItemToItem method =
                ItemToItem.next(PairWeights.of(Sessions.builder().add(0, 1).build(), PairParameters.NEXT));
        var pairs = new TestPairs();
        for (int pair = 0; pair < 100; pair++) {
            pairs.add(new int[] {0}, pair % 2);
        }

        MethodFigures figures = MethodTrial.figures(method, pairs, 30, Duration.ZERO);

        assertThat(figures.method()).isEqualTo("items seen next (25 questions)");
    }
}
