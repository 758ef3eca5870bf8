/** What a shop's folder says about recommending: where products and purchases are found. */
package shopstream.recommender.declared;
