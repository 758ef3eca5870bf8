/** Embeddings, and which of them are nearest to another: exactly, or by a graph where there are many. */
package shopstream.recommender.vectors;
