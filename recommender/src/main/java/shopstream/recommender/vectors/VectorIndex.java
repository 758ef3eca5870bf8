package shopstream.recommender.vectors;

import shopstream.recommender.ScoredItems;

/** Vectors of items numbered from 0, which can be asked by inner product. Unchanging; any number of threads. */
public sealed interface VectorIndex permits ExactVectors, GraphVectors {
    /**
     * Up to so many vectors asking each of them takes no more than a few milliseconds, and misses none. A graph is faster from
     * about three thousand on, but takes long to build and misses some.
     */
    int ASKED_EXACTLY = 5_000;

    /**
     * An index that suits the number of vectors: exact for up to {@link #ASKED_EXACTLY}.
     *
     * @param vectors one behind the other, each of {@code width} numbers
     */
    static VectorIndex of(float[] vectors, int width) {
        return VectorShape.count(vectors, width) <= ASKED_EXACTLY
                ? new ExactVectors(vectors, width)
                : new GraphVectors(vectors, width);
    }

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
