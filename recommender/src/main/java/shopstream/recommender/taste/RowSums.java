package shopstream.recommender.taste;

/**
 * Sums of rows with factors, four rows at a time: the innermost loop of all products here. It has no branch and reads each sum
 * once for four products, so that the compiler makes vector instructions of it.
 */
final class RowSums {
    private RowSums() {}

    /** Adds to {@code to[at..]} so many numbers from each of four places in {@code from}, times their factors. */
    static void add(
            float[] to,
            int at,
            int length,
            float[] from,
            int a,
            int b,
            int c,
            int d,
            float fa,
            float fb,
            float fc,
            float fd) {
        for (int k = 0; k < length; k++) {
            to[at + k] += fa * from[a + k] + fb * from[b + k] + fc * from[c + k] + fd * from[d + k];
        }
    }

    /** Adds to {@code to[at..]} so many numbers from one place in {@code from}, times a factor. */
    static void add(float[] to, int at, int length, float[] from, int a, float fa) {
        for (int k = 0; k < length; k++) {
            to[at + k] += fa * from[a + k];
        }
    }
}
