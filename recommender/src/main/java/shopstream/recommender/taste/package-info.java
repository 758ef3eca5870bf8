/** What a customer likes in the long run: learned from who had to do with what, whenever that was. */
package shopstream.recommender.taste;
