package shopstream.recommender.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.sessions.Shortlist;

class LearnedRankingTest {
    private static SessionModel model;
    private static LearnedRanking learned;

    @TempDir
    Path directory;

    @BeforeAll
    static void train() {
        model = SampleModel.trained();
        learned = new LearnedRanking(model.items(), model.parts().embedding(), model.ranking());
    }

    private static Shortlist answer(LearnedRanking ranking, int... session) {
        SessionParts parts = model.parts();
        var into = new Shortlist(20);
        ranking.over(parts.together(), parts.next(), parts.walk(), parts.history(), model.items()::index)
                .asker()
                .best(Shopper.in(session), () -> {}, into);
        return into;
    }

    @Test
    void overTheSameListsItRanksAsTheWholeModelDoes() {
        var expected = new Shortlist(20);
        model.scorer().best(new int[] {5, 6}, expected);

        assertThat(answer(learned, 5, 6).items()).isEqualTo(expected.items());
        assertThat(answer(learned, 5, 6).scores()).isEqualTo(expected.scores());
    }

    @Test
    void oneThatWasReadRanksExactlyAsTheOneThatWasWritten() {
        var file = new LearnedRankingFile(directory.resolve("ranking.model"));
        file.write(learned);

        Shortlist read = answer(file.read(), 5, 6);

        assertThat(read.items()).isEqualTo(answer(learned, 5, 6).items());
        assertThat(read.scores()).isEqualTo(answer(learned, 5, 6).scores());
        assertThat(file.read().name()).isEqualTo(learned.name());
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        Path path = directory.resolve("sessions.model");
        new SessionModelFile(path).write(model);

        assertThatThrownBy(new LearnedRankingFile(path)::read)
                .hasMessageContaining("is of kind 'sessions' in version 1, but this program reads 'ranking'");
    }

    @Test
    void anItemThatTheListsDoNotKnowIsLeftOutAndOthersKeepTheirVectors() {
        SessionParts parts = model.parts();
        RankedCandidates ranked = learned.over(
                parts.together(),
                parts.next(),
                parts.walk(),
                parts.history(),
                id -> id.equals("item-7") ? -1 : model.items().index(id));

        float without = value(ranked.explain(Shopper.in(6), 7), Feature.LIKE_LATEST);
        float other = value(ranked.explain(Shopper.in(6), 8), Feature.LIKE_LATEST);

        assertThat(without).isZero();
        assertThat(other)
                .isEqualTo(value(model.explain(new int[] {6}, 8), Feature.LIKE_LATEST))
                .isNotZero();
    }

    private static float value(java.util.List<Contribution> why, Feature feature) {
        return why.stream()
                .filter(each -> each.feature() == feature)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
