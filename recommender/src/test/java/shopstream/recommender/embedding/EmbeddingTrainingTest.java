package shopstream.recommender.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.SampleSessions;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Sessions;
import shopstream.recommender.sessions.Shortlist;

class EmbeddingTrainingTest {
    private static final Sessions SESSIONS = SampleSessions.onARing(500, 40, 21);

    private static SessionEmbedding trained(int threads) {
        return new EmbeddingTraining(threads, 3, line -> {}).train(SESSIONS, 42);
    }

    @Test
    void learnsWhatComesNext() {
        SessionEmbedding embedding = trained(2);
        SessionScorer scorer = embedding.scorer();
        var answer = new Shortlist(5);
        int right = 0;
        for (int item = 0; item < 40; item++) {
            scorer.best(new int[] {(item + 39) % 40, item}, answer);
            right += answer.rank((item + 1) % 40) >= 0 ? 1 : 0;
        }

        // By chance five of forty.
        assertThat(right).isGreaterThan(30);
    }

    @Test
    void theSameSeedGivesTheSameOnAnyNumberOfThreads() {
        assertThat(trained(1).vectors()).isEqualTo(trained(2).vectors());
    }

    @Test
    void anItemOfNoSessionHasNoVector() {
        SessionEmbedding embedding = trained(1);

        assertThat(embedding.knows(41)).isFalse();
        assertThat(embedding.cosine(0, 41)).isZero();
        assertThat(embedding.encoder().encode(new int[] {41, ItemIndex.UNKNOWN}, new float[96]))
                .isFalse();
    }
}
