/** What a customer is shown next. */
package shopstream.recommender;
