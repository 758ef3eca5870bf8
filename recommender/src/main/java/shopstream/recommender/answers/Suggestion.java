package shopstream.recommender.answers;

import shopstream.recommender.live.Product;

/**
 * A product that is recommended.
 *
 * @param score between 0 and 1; those of one answer can be compared
 * @param reason in words
 */
public record Suggestion(Product product, double score, String reason) {}
