/**
 * What became of recommendations: shown, clicked, bought, folded from the events that pages tell and from what was sold. Like a
 * visitor's trail it is a function of a set: events that come twice, late or in another order make no difference.
 */
package shopstream.recommender.outcomes;
