package shopstream.recommender.vectors;

import shopstream.recommender.ScoredItems;

/** Vectors of items numbered from 0, which can be asked by inner product. Unchanging; any number of threads. */
public sealed interface VectorIndex permits ExactVectors {
    /**
     * The items whose vectors have the largest inner products with this one, best first; fewer than {@code wanted} where there
     * are no more.
     *
     * @throws IllegalArgumentException where the vector has another length
     */
    ScoredItems nearest(float[] vector, int wanted);

    /** How many vectors there are. */
    int size();

    /** How many numbers each has. */
    int width();

    /** What it holds in memory, counted from its arrays. */
    long bytes();
}
