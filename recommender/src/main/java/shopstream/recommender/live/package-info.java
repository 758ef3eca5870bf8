/** What recommendations are worked out from, kept current from the log: products, visitors, what goes with what, what is popular. */
package shopstream.recommender.live;
