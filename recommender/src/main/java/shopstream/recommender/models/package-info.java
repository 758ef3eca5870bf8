/** The versions of the model that a shop has trained: what each was trained from, how good it was found, which one is in use. */
package shopstream.recommender.models;
