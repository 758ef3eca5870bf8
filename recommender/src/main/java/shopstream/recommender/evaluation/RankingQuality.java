package shopstream.recommender.evaluation;

import java.util.Arrays;

/**
 * How well rankings of the first {@code cutoff} items meet sets of items that were to be predicted, as a mean over users.
 *
 * <p>Recall is the share of a user's expected items that are ranked. NDCG gives 1/log₂(rank + 1) to each that is, divided by
 * what the best ranking of that length would get: the protocol under which LightGCN and its followers are compared.
 */
final class RankingQuality {
    private final int cutoff;
    private double recalls;
    private double gains;
    private int users;

    RankingQuality(int cutoff) {
        this.cutoff = cutoff;
    }

    /** @param expected not empty, each once */
    void add(int[] ranked, int[] expected) {
        int[] sorted = expected.clone();
        Arrays.sort(sorted);
        int hits = 0;
        double gain = 0;
        for (int rank = 0; rank < Math.min(cutoff, ranked.length); rank++) {
            if (Arrays.binarySearch(sorted, ranked[rank]) >= 0) {
                hits++;
                gain += discount(rank);
            }
        }
        recalls += (double) hits / expected.length;
        gains += gain / ideal(expected.length);
        users++;
    }

    private double ideal(int expected) {
        double ideal = 0;
        for (int rank = 0; rank < Math.min(cutoff, expected); rank++) {
            ideal += discount(rank);
        }
        return ideal;
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 2);
    }

    double recall() {
        return recalls / users;
    }

    double ndcg() {
        return gains / users;
    }

    int users() {
        return users;
    }
}
