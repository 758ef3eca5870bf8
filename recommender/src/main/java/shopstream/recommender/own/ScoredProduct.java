package shopstream.recommender.own;

/**
 * A product that is recommended.
 *
 * @param id as the shop calls it, known to it or not
 * @param score the higher the better; comparable within one answer only
 */
public record ScoredProduct(String id, float score) {}
