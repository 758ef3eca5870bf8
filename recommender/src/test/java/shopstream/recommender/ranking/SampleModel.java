package shopstream.recommender.ranking;

import shopstream.recommender.embedding.EmbeddingTraining;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.sessions.SampleSessions;
import shopstream.recommender.sessions.Sessions;

/** A whole model of {@link SampleSessions}, trained in a second or two. */
final class SampleModel {
    static final int ITEMS = 60;
    static final Sessions SESSIONS = SampleSessions.onARing(1500, ITEMS, 31);

    private SampleModel() {}

    static SessionModel trained() {
        SessionEmbedding embedding = new EmbeddingTraining(1, 1, line -> {}).train(SESSIONS.without(1350), ITEMS);
        return new SessionModelTraining(1, 1, line -> {})
                .train(SampleSessions.names(ITEMS), SESSIONS, embedding, embedding);
    }
}
