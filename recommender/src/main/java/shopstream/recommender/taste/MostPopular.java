package shopstream.recommender.taste;

import shopstream.recommender.BestItems;
import shopstream.recommender.ScoredItems;

/** The same for everybody: what most had to do with. */
public final class MostPopular implements TasteMethod {
    private final ScoredItems ranking;

    private MostPopular(ScoredItems ranking) {
        this.ranking = ranking;
    }

    public static MostPopular of(Interactions interactions) {
        Interactions byItem = interactions.byItem();
        BestItems best = new BestItems(Math.max(1, byItem.rows()));
        for (int item = 0; item < byItem.rows(); item++) {
            best.offer(item, byItem.degree(item));
        }
        return new MostPopular(best.take());
    }

    @Override
    public String name() {
        return "most popular";
    }

    @Override
    public int items() {
        return ranking.size();
    }

    @Override
    public TasteScorer scorer() {
        KnownItems known = new KnownItems(items());
        return (history, wanted) -> {
            known.become(history);
            BestItems best = new BestItems(wanted);
            for (int rank = 0; rank < ranking.size() && best.size() < wanted; rank++) {
                if (!known.contain(ranking.items()[rank])) {
                    best.offer(ranking.items()[rank], ranking.scores()[rank]);
                }
            }
            return best.take();
        };
    }

    @Override
    public long bytes() {
        return (long) ranking.size() * (Integer.BYTES + Float.BYTES);
    }
}
