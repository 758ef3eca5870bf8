package shopstream.recommender.embedding;

import java.nio.file.Path;
import org.bytedeco.openblas.global.openblas;

/**
 * Products of matrices, by OpenBLAS, and what is done to their numbers one by one. A matrix is an array, one row behind the
 * other without a gap; the array may be longer.
 */
final class Matrices {
    private static final String UNPACKED_IN = "org.bytedeco.javacpp.cachedir";

    static {
        if (System.getProperty(UNPACKED_IN) == null) {
            // Otherwise the library would be left in the user's home.
            System.setProperty(
                    UNPACKED_IN,
                    Path.of(System.getProperty("java.io.tmpdir"), "openblas").toString());
        }
        // Threads of its own wait for each other by spinning: where others want the processors, that is all they do.
        openblas.blas_set_num_threads(1);
    }

    private Matrices() {}

    /** result = kept · result + left · right. */
    static void product(float[] result, float kept, float[] left, float[] right, int rows, int inner, int columns) {
        multiply(result, kept, left, inner, false, right, columns, false, rows, inner, columns);
    }

    /** result = left · rightᵀ: of each row with each row. */
    static void productWithTransposed(
            float[] result, float kept, float[] left, float[] right, int rows, int inner, int columns) {
        multiply(result, kept, left, inner, false, right, inner, true, rows, inner, columns);
    }

    /** result = kept · result + leftᵀ · right: the sum over rows of each column with each column. */
    static void productOfTransposed(
            float[] result, float kept, float[] left, float[] right, int rows, int inner, int columns) {
        multiply(result, kept, left, rows, true, right, columns, false, rows, inner, columns);
    }

    private static void multiply(
            float[] result,
            float kept,
            float[] left,
            int leftStride,
            boolean leftTransposed,
            float[] right,
            int rightStride,
            boolean rightTransposed,
            int rows,
            int inner,
            int columns) {
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                leftTransposed ? openblas.CblasTrans : openblas.CblasNoTrans,
                rightTransposed ? openblas.CblasTrans : openblas.CblasNoTrans,
                rows,
                columns,
                inner,
                1,
                left,
                leftStride,
                right,
                rightStride,
                kept,
                result,
                columns);
    }

    /** Replaces scores by e to the power of {@code scale·score + shift}, to six digits; the sums must be below 87. */
    static void exponentiate(float[] values, int from, int to, float scale, float[] shifts) {
        // (e^(x/64))^64: a polynomial and six squarings can be done for many values at once, Math.exp cannot.
        float factor = scale / 64;
        for (int n = from; n < to; n++) {
            values[n] = power64(Math.fma(values[n], factor, shifts[n - from] / 64));
        }
    }

    /** Replaces numbers by their logistic function. */
    static void sigmoid(float[] values, int from, int to) {
        for (int n = from; n < to; n++) {
            values[n] = 1 / (1 + power64(values[n] / -64));
        }
    }

    /** e to the power of 64 times a number near zero. */
    private static float power64(float x) {
        float e = Math.fma(x, 1f / 720, 1f / 120);
        e = Math.fma(e, x, 1f / 24);
        e = Math.fma(e, x, 1f / 6);
        e = Math.fma(e, x, .5f);
        e = Math.fma(e, x, 1f);
        e = Math.fma(e, x, 1f);
        e *= e;
        e *= e;
        e *= e;
        e *= e;
        e *= e;
        return e * e;
    }

    /** Divides a vector by its length, and returns that. */
    static float normalise(float[] values, int from, int length) {
        float norm = (float) Math.sqrt(dot(values, from, values, from, length)) + 1e-12f;
        for (int n = from; n < from + length; n++) {
            values[n] /= norm;
        }
        return norm;
    }

    static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int n = 0;
        for (; n + 4 <= length; n += 4) {
            s0 += a[aFrom + n] * b[bFrom + n];
            s1 += a[aFrom + n + 1] * b[bFrom + n + 1];
            s2 += a[aFrom + n + 2] * b[bFrom + n + 2];
            s3 += a[aFrom + n + 3] * b[bFrom + n + 3];
        }
        for (; n < length; n++) {
            s0 += a[aFrom + n] * b[bFrom + n];
        }
        return s0 + s1 + s2 + s3;
    }
}
