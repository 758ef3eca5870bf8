/** How good the methods are: published data sets read, metrics computed, each method and the whole compared. */
package shopstream.recommender.evaluation;
