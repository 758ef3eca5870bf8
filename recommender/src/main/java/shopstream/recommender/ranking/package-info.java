/**
 * One answer from all methods: their best items as candidates, what is known of each as named features, and a ranking of
 * them that is learned on sessions which the methods have not seen, first linear, then by trees on top.
 */
package shopstream.recommender.ranking;
