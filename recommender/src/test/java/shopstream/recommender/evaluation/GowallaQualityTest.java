package shopstream.recommender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shopstream.recommender.taste.Interactions;

/**
 * Whether the recommendations are as good as they were, on Gowalla's check-ins in the split of LightGCN, which are not part of
 * this project: skipped where they are missing.
 */
class GowallaQualityTest {
    private static final Path FOLDER = Path.of("..", "..", "shared", "data", "gowalla");

    @Test
    void aPartOfTheUsersIsToldWhatItWas() {
        TasteDataSet part = firstUsers(gowalla(), 200);
        List<MethodFigures> figures = TasteEvaluation.evaluate(part, EvaluationProgress.silent());
        assertThat(metric(figures, "taste", "Recall@20")).isGreaterThan(0.066);
        assertThat(metric(figures, "taste", "NDCG@20")).isGreaterThan(0.095);
        for (String other : List.of("most popular", "GF-CF", "local ridge")) {
            assertThat(metric(figures, "taste", "Recall@20"))
                    .as("the whole and %s", other)
                    .isGreaterThan(metric(figures, other, "Recall@20"));
        }
    }

    /** Takes some minutes, more in a JVM that compiles no better than those of tests. */
    @Test
    @EnabledIfSystemProperty(named = "shopstream.full-quality", matches = "true")
    void allUsersAreToldAsWellAsTheBestPublishedMethodTellsThem() {
        List<MethodFigures> figures = TasteEvaluation.evaluate(gowalla(), EvaluationProgress.silent());
        assertThat(metric(figures, "taste", "Recall@20")).isGreaterThanOrEqualTo(0.1941);
        assertThat(metric(figures, "taste", "NDCG@20")).isGreaterThanOrEqualTo(0.1610);
        assertThat(metric(figures, "GF-CF", "Recall@20")).isBetween(0.1844, 0.1854);
        assertThat(metric(figures, "most popular", "Recall@20")).isBetween(0.0415, 0.0417);
    }

    private static TasteDataSet gowalla() {
        assumeThat(FOLDER)
                .as("Gowalla's check-ins, which are not part of this project")
                .exists();
        return TasteDataSet.read(FOLDER.resolve("train.txt"), FOLDER.resolve("test.txt"));
    }

    /** Items are numbered as users name them, so that the first users' are the first items. */
    private static TasteDataSet firstUsers(TasteDataSet whole, int users) {
        int[][] histories = new int[users][];
        Arrays.setAll(histories, user -> whole.train().row(user));
        int items = Arrays.stream(histories).flatMapToInt(Arrays::stream).max().orElseThrow() + 1;
        return new TasteDataSet(
                Interactions.of(histories, items), Arrays.copyOf(whole.test(), users), whole.users(), whole.items());
    }

    private static double metric(List<MethodFigures> figures, String method, String metric) {
        return figures.stream()
                .filter(one -> one.method().equals(method))
                .findFirst()
                .orElseThrow()
                .metrics()
                .get(metric);
    }
}
