package shopstream.recommender;

import shopstream.recommender.sessions.Shortlist;

/** The best of the items that were offered, to be taken all at once. One thread at a time. */
public final class BestItems {
    private final Shortlist kept;

    /** @param wanted how many are kept, at least one */
    public BestItems(int wanted) {
        if (wanted < 1) {
            throw new IllegalArgumentException("The best " + wanted + " items were asked for; at least 1 is possible");
        }
        kept = new Shortlist(wanted);
    }

    /** Considers one item; each item is to be offered once. */
    public void offer(int item, float score) {
        kept.offer(item, score);
    }

    public int size() {
        return kept.size();
    }

    /** Takes all that is kept, best first; afterwards nothing is kept. */
    public ScoredItems take() {
        kept.sort();
        ScoredItems taken = new ScoredItems(kept.items(), kept.scores());
        kept.clear();
        return taken;
    }
}
