package shopstream.recommender.models;

/**
 * How good a method was at questions that it had not seen.
 *
 * @param method as people read it
 * @param hitRate HR@20: the share of questions whose answer is among the first 20
 * @param reciprocalRank MRR@20: the mean of one divided by the answer's rank, 0 if it is not among the first 20
 */
public record Quality(String method, double hitRate, double reciprocalRank) {
    /** Whether its answers stand further behind. */
    public boolean isWorseThan(Quality other) {
        return reciprocalRank < other.reciprocalRank;
    }
}
