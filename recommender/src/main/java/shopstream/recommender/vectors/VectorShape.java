package shopstream.recommender.vectors;

/** What is required of vectors that are given. */
final class VectorShape {
    private VectorShape() {}

    static int count(float[] vectors, int width) {
        if (width < 1 || vectors.length % width != 0) {
            throw new IllegalArgumentException(vectors.length + " numbers are no vectors of " + width);
        }
        return vectors.length / width;
    }

    static void require(float[] vector, int width) {
        if (vector.length != width) {
            throw new IllegalArgumentException(
                    "The vector has " + vector.length + " numbers; those of the index have " + width);
        }
    }
}
