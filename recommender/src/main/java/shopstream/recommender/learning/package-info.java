/**
 * Learning a ranking from the shop's own past: what visitors did is gone through once more in the order of time, with the lists that
 * live answers come from. The ranking is asked what came next before the lists know it, and what came last judges it.
 */
package shopstream.recommender.learning;
