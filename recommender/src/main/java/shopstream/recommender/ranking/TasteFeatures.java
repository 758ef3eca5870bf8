package shopstream.recommender.ranking;

import static shopstream.recommender.ranking.Feature.*;

/** What long-term taste says of candidates. Where it knows nothing of who asks, it says of each that it knows nothing. */
final class TasteFeatures {
    private TasteFeatures() {}

    /**
     * Fills the columns of taste.
     *
     * @param row where the candidate's row begins
     * @param rank what the candidate's rank by taste counts
     */
    static void fill(Candidates candidates, int candidate, float rank, float[] rows, int row) {
        rows[row + TASTE_SHARE.column()] = 0;
        rows[row + TASTE_RANK.column()] = rank;
        rows[row + TASTE_LIKENESS.column()] = 0;
        rows[row + IN_HISTORY.column()] = 0;
        rows[row + HISTORY_ITEMS.column()] = 0;
        candidates.taste().ifPresent(taste -> {
            int item = candidates.item(candidate);
            float best = candidates.bestScore(Candidates.TASTE);
            rows[row + TASTE_SHARE.column()] = best <= 0 ? 0 : taste.score(item) / best;
            rows[row + TASTE_LIKENESS.column()] = taste.likeness(item);
            rows[row + IN_HISTORY.column()] = taste.isOfHistory(item) ? 1 : 0;
            rows[row + HISTORY_ITEMS.column()] = (float) Math.log(1 + taste.known());
        });
    }
}
