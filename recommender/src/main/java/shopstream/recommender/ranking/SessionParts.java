package shopstream.recommender.ranking;

import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.sessions.ItemHistory;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.PairParameters;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.Sessions;
import shopstream.recommender.sessions.Walk;

/** What the ranking puts together: each learned from sessions alone, all from the same ones. */
public record SessionParts(
        ItemToItem together, ItemToItem next, Walk walk, ItemHistory history, SessionEmbedding embedding) {

    /** Learns all parts but the embedding, which takes by far the longest. */
    static SessionParts of(Sessions sessions, SessionEmbedding embedding) {
        PairWeights together = PairWeights.of(sessions, PairParameters.TOGETHER);
        return new SessionParts(
                ItemToItem.together(together),
                ItemToItem.next(PairWeights.of(sessions, PairParameters.NEXT)),
                Walk.along(together),
                ItemHistory.of(sessions),
                embedding);
    }

    /**
     * Takes the latest event of a live session into lists, walk and history; the embedding stays as it was trained.
     *
     * @param number of the session, counted from the oldest
     * @param session its items up to and with the one that is new
     */
    public void append(long number, int... session) {
        together.pairs().append(number, session);
        next.pairs().append(number, session);
        history.append(number, session[session.length - 1]);
        for (int item : session) {
            walk.refresh(item);
        }
    }

    long bytes() {
        return together.bytes() + next.bytes() + walk.bytes() + history.bytes() + embedding.bytes();
    }
}
