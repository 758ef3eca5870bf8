/**
 * Experiments: which of several ways of recommending is better for the shop, told from what visitors do who are shown the one or
 * the other. A shop declares each in a file of its own; where none is declared, everybody is shown the same.
 */
package shopstream.recommender.experiments;
