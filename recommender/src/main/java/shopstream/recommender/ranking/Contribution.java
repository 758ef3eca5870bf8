package shopstream.recommender.ranking;

/**
 * What one feature did to a candidate's score.
 *
 * @param value what the feature was
 * @param amount how much it raised the score, or lowered it
 */
public record Contribution(Feature feature, float value, float amount) {}
