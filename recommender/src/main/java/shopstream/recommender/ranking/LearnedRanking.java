package shopstream.recommender.ranking;

import java.util.Optional;
import java.util.function.ToIntFunction;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.sessions.ItemHistory;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.Walk;
import shopstream.recommender.taste.LearnedTaste;

/**
 * What stays until it is learned anew: the items' vectors, long-term taste where it was learned, and the order of candidates. The lists that candidates come from go on
 * learning from every event, and are somebody else's: they are handed in, under whatever numbers items have there.
 */
public final class LearnedRanking {
    private final ItemIndex items;
    private final SessionEmbedding embedding;
    private final SessionRanking ranking;
    private final Optional<LearnedTaste> taste;

    /** Without long-term taste. */
    LearnedRanking(ItemIndex items, SessionEmbedding embedding, SessionRanking ranking) {
        this(items, embedding, ranking, Optional.empty());
    }

    private LearnedRanking(
            ItemIndex items, SessionEmbedding embedding, SessionRanking ranking, Optional<LearnedTaste> taste) {
        this.items = items;
        this.embedding = embedding;
        this.ranking = ranking;
        this.taste = taste;
    }

    /** The same with long-term taste beside the lists. @throws IllegalStateException where it has not learned what that is worth */
    public LearnedRanking with(LearnedTaste learned) {
        if (!weighsTaste()) {
            throw new IllegalStateException("The ranking has not learned what long-term taste is worth");
        }
        return new LearnedRanking(items, embedding, ranking, Optional.of(learned));
    }

    /** The long-term taste beside it; empty where there is none. */
    public Optional<LearnedTaste> taste() {
        return taste;
    }

    /** Whether it has learned what long-term taste is worth; where it has not, none belongs to it. */
    public boolean weighsTaste() {
        return ranking.linear().width() > Feature.ofSessions();
    }

    ItemIndex items() {
        return items;
    }

    SessionEmbedding embedding() {
        return embedding;
    }

    SessionRanking ranking() {
        return ranking;
    }

    /**
     * The candidates of these lists in the learned order. An item that came to be since has no vector; it is ranked by the rest
     * that is known of it.
     *
     * @param number of an item in the lists, by what it is called; negative where they have none
     */
    public RankedCandidates over(
            ItemToItem together, ItemToItem next, Walk walk, ItemHistory history, ToIntFunction<String> number) {
        int[] numbers = items.ids().stream().mapToInt(number).toArray();
        return new RankedCandidates(
                new SessionParts(together, next, walk, history, embedding.numbered(numbers)),
                taste.map(learned -> learned.numbered(number)),
                ranking);
    }

    /** How it ranks, as people read it. */
    public String name() {
        return ranking.trees().size() == 0
                ? "linear ranking"
                : "linear ranking and " + ranking.trees().size() + " trees";
    }
}
