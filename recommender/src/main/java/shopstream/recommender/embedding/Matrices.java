package shopstream.recommender.embedding;

/**
 * Products of matrices in flat arrays. Four rows of the result are worked on at a time, along columns that lie side by side:
 * the shape in which the JVM's compiler uses the processor's vector instructions.
 */
final class Matrices {
    /** Sizes of a part of the right-hand matrix that stays in the processor's cache. */
    private static final int INNER_BLOCK = 64;

    private static final int COLUMN_BLOCK = 512;

    private Matrices() {}

    /** The left-hand matrix of a product: element (r, q) is at {@code r·rowStep + q·innerStep}. */
    record Left(float[] values, int rowStep, int innerStep) {}

    /** A matrix whose rows lie one after the other, {@code stride} apart. */
    record Rows(float[] values, int stride) {}

    /** Adds left × right to some rows of the result. */
    static void addProduct(Rows result, Left left, Rows right, int fromRow, int toRow, int inner, int columns) {
        for (int column = 0; column < columns; column += COLUMN_BLOCK) {
            int width = Math.min(COLUMN_BLOCK, columns - column);
            for (int first = 0; first < inner; first += INNER_BLOCK) {
                int last = Math.min(inner, first + INNER_BLOCK);
                addBlock(result, left, right, fromRow, toRow, first, last, column, width);
            }
        }
    }

    private static void addBlock(
            Rows result, Left left, Rows right, int fromRow, int toRow, int first, int last, int column, int width) {
        float[] a = left.values;
        int rowStep = left.rowStep;
        int step = left.innerStep;
        int row = fromRow;
        for (; row + 4 <= toRow; row += 4) {
            int c = row * result.stride + column;
            int q = first;
            for (; q + 4 <= last; q += 4) {
                fourByFour(
                        result.values,
                        c,
                        result.stride,
                        right.values,
                        q * right.stride + column,
                        right.stride,
                        width,
                        a,
                        row * rowStep + q * step,
                        rowStep,
                        step);
            }
            for (; q < last; q++) {
                for (int r = 0; r < 4; r++) {
                    addScaled(
                            result.values,
                            c + r * result.stride,
                            right.values,
                            q * right.stride + column,
                            width,
                            a[(row + r) * rowStep + q * step]);
                }
            }
        }
        for (; row < toRow; row++) {
            for (int q = first; q < last; q++) {
                addScaled(
                        result.values,
                        row * result.stride + column,
                        right.values,
                        q * right.stride + column,
                        width,
                        a[row * rowStep + q * step]);
            }
        }
    }

    private static void fourByFour(
            float[] c,
            int c0,
            int cStep,
            float[] b,
            int b0,
            int bStep,
            int width,
            float[] a,
            int a0,
            int rowStep,
            int s) {
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        int b1 = b0 + bStep;
        int b2 = b1 + bStep;
        int b3 = b2 + bStep;
        int a1 = a0 + rowStep;
        int a2 = a1 + rowStep;
        int a3 = a2 + rowStep;
        float a00 = a[a0], a01 = a[a0 + s], a02 = a[a0 + 2 * s], a03 = a[a0 + 3 * s];
        float a10 = a[a1], a11 = a[a1 + s], a12 = a[a1 + 2 * s], a13 = a[a1 + 3 * s];
        float a20 = a[a2], a21 = a[a2 + s], a22 = a[a2 + 2 * s], a23 = a[a2 + 3 * s];
        float a30 = a[a3], a31 = a[a3 + s], a32 = a[a3 + 2 * s], a33 = a[a3 + 3 * s];
        for (int x = 0; x < width; x++) {
            float p = b[b0 + x];
            float q = b[b1 + x];
            float r = b[b2 + x];
            float t = b[b3 + x];
            c[c0 + x] = Math.fma(a00, p, Math.fma(a01, q, Math.fma(a02, r, Math.fma(a03, t, c[c0 + x]))));
            c[c1 + x] = Math.fma(a10, p, Math.fma(a11, q, Math.fma(a12, r, Math.fma(a13, t, c[c1 + x]))));
            c[c2 + x] = Math.fma(a20, p, Math.fma(a21, q, Math.fma(a22, r, Math.fma(a23, t, c[c2 + x]))));
            c[c3 + x] = Math.fma(a30, p, Math.fma(a31, q, Math.fma(a32, r, Math.fma(a33, t, c[c3 + x]))));
        }
    }

    private static void addScaled(float[] c, int c0, float[] b, int b0, int width, float a) {
        for (int x = 0; x < width; x++) {
            c[c0 + x] = Math.fma(a, b[b0 + x], c[c0 + x]);
        }
    }

    /** Copies a matrix with its rows as columns: some of the rows of what it is copied to. */
    static void transpose(Rows from, Rows to, int fromRow, int toRow, int columns) {
        int block = 32;
        for (int column = 0; column < columns; column += block) {
            int end = Math.min(columns, column + block);
            for (int row = fromRow; row < toRow; row++) {
                int at = row * to.stride;
                for (int x = column; x < end; x++) {
                    to.values[at + x] = from.values[x * from.stride + row];
                }
            }
        }
    }

    /** Replaces scores by e to the power of {@code scale·score + shift}, to six digits; the sums must be below 87. */
    static void exponentiate(float[] values, int from, int to, float scale, float shift) {
        // (e^(x/64))^64: a polynomial and six squarings can be done for many values at once, Math.exp cannot.
        float factor = scale / 64;
        float summand = shift / 64;
        for (int n = from; n < to; n++) {
            float x = Math.fma(values[n], factor, summand);
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
            e *= e;
            values[n] = e;
        }
    }

    /** Replaces numbers by their logistic function. */
    static void sigmoid(float[] values, int from, int to) {
        exponentiate(values, from, to, -1, 0);
        for (int n = from; n < to; n++) {
            values[n] = 1 / (1 + values[n]);
        }
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
