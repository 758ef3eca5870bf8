/** Answers that always come in time: personal ones, and where they cannot be had, what is similar, popular, or was so last. */
package shopstream.recommender.answers;
