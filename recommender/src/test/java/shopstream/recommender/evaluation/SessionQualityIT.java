package shopstream.recommender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.NeighbourSessions;
import shopstream.recommender.sessions.PairParameters;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.SessionMethod;
import shopstream.recommender.sessions.Sessions;
import shopstream.recommender.sessions.Walk;

/**
 * How good the methods are on published sets, where these are there. What trains for minutes is asked for:
 * {@code -Dshopstream.quality=full -Dtest.jvm.arguments=-Xmx4g}.
 */
class SessionQualityIT {
    private static final Path DIGINETICA = Path.of("../../shared/data/diginetica");
    private static final Path SERENADE = Path.of("../../shared/data/serenade");

    private static SessionDataSet read(Path directory) {
        assumeThat(SessionDataSet.isIn(directory))
                .as("the data set " + directory + " is there")
                .isTrue();
        return SessionDataSet.read(directory);
    }

    private static void assumeFull() {
        assumeThat(System.getProperty("shopstream.quality"))
                .as("-Dshopstream.quality=full, since this trains for minutes")
                .isEqualTo("full");
    }

    @Test
    void serenadesTestSessionsGiveItsNumberOfQuestions() {
        SessionDataSet set = read(SERENADE);

        assertThat(set.training().count()).isEqualTo(23_753);
        assertThat(set.training().events()).isEqualTo(113_601);
        assertThat(set.items().size()).isEqualTo(18_009);
        assertThat(set.test().size()).isEqualTo(931);
    }

    @Test
    void eachMethodAloneIsAsGoodAsItWasOnSerenadesSet() {
        SessionDataSet set = read(SERENADE);
        Sessions training = set.training();
        PairWeights together = PairWeights.of(training, PairParameters.TOGETHER);

        assertGood(set, NeighbourSessions.of(training), .64, .23);
        assertGood(set, ItemToItem.together(together), .62, .265);
        assertGood(set, ItemToItem.next(PairWeights.of(training, PairParameters.NEXT)), .55, .265);
        assertGood(set, Walk.along(together), .68, .22);
    }

    private static void assertGood(SessionDataSet set, SessionMethod method, double hits, double ranks) {
        assertGood(MethodTrial.figures(method, set.test(), Integer.MAX_VALUE, Duration.ZERO), hits, ranks);
    }

    private static void assertGood(MethodFigures figures, double hits, double ranks) {
        assertThat(figures.metrics().get("HR@20")).as(figures.toString()).isGreaterThanOrEqualTo(hits);
        assertThat(figures.metrics().get("MRR@20")).as(figures.toString()).isGreaterThanOrEqualTo(ranks);
    }

    @Test
    void theWholeIsBetterThanWhatIsPublishedOnSerenadesSet() {
        assumeFull();
        assertGood(whole(SERENADE), .71, .38);
    }

    @Test
    void theWholeIsBetterThanWhatIsPublishedOnDiginetica() {
        assumeFull();
        assertGood(whole(DIGINETICA), .575, .205);
    }

    private static MethodFigures whole(Path directory) {
        List<MethodFigures> figures = new SessionEvaluation(read(directory), 2, 1).figures(System.out::println);
        return figures.get(figures.size() - 1);
    }
}
