package shopstream.recommender.taste;

import java.util.Arrays;
import java.util.Random;

/**
 * Many rows of a few hundred numbers, such as a vector for each item, with the products that training spends its time on.
 *
 * @param rows how many
 * @param columns how many numbers each has
 * @param values row by row
 */
record TallMatrix(int rows, int columns, float[] values) {
    /** So many rows are added up as floats before they are added to the rest as doubles: what is lost does not matter. */
    private static final int ADDED_AS_FLOATS = 1024;

    static TallMatrix zero(int rows, int columns) {
        return new TallMatrix(rows, columns, new float[Math.multiplyExact(rows, columns)]);
    }

    static TallMatrix random(int rows, int columns, long seed) {
        TallMatrix matrix = zero(rows, columns);
        Random random = new Random(seed);
        for (int i = 0; i < matrix.values.length; i++) {
            matrix.values[i] = (float) random.nextGaussian();
        }
        return matrix;
    }

    TallMatrix copy() {
        return new TallMatrix(rows, columns, values.clone());
    }

    void scaleRow(int row, float factor) {
        for (int at = row * columns; at < (row + 1) * columns; at++) {
            values[at] *= factor;
        }
    }

    /** The products of all columns with each other: a symmetric matrix, row by row. */
    double[] gram() {
        double[] gram = new double[columns * columns];
        float[] part = new float[columns * columns];
        for (int first = 0; first < rows; first += ADDED_AS_FLOATS) {
            Arrays.fill(part, 0);
            addOuterProducts(first, Math.min(rows, first + ADDED_AS_FLOATS), part);
            for (int i = 0; i < gram.length; i++) {
                gram[i] += part[i];
            }
        }
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < i; j++) {
                gram[i * columns + j] = gram[j * columns + i];
            }
        }
        return gram;
    }

    private void addOuterProducts(int first, int end, float[] upper) {
        int row = first;
        for (; row + 4 <= end; row += 4) {
            int a = row * columns;
            int b = a + columns;
            int c = b + columns;
            int d = c + columns;
            for (int i = 0; i < columns; i++) {
                RowSums.add(
                        upper,
                        i * columns + i,
                        columns - i,
                        values,
                        a + i,
                        b + i,
                        c + i,
                        d + i,
                        values[a + i],
                        values[b + i],
                        values[c + i],
                        values[d + i]);
            }
        }
        for (; row < end; row++) {
            for (int i = 0; i < columns; i++) {
                int a = row * columns + i;
                RowSums.add(upper, i * columns + i, columns - i, values, a, values[a]);
            }
        }
    }

    /** Multiplies each row by an upper triangular matrix, in place. */
    void timesUpper(float[] upper) {
        float[] product = new float[columns];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(product, 0);
            addProduct(row, upper, columns, true, product);
            System.arraycopy(product, 0, values, row * columns, columns);
        }
    }

    /** Its product with a matrix of so many columns. */
    TallMatrix times(float[] matrix, int productColumns) {
        TallMatrix product = zero(rows, productColumns);
        float[] productRow = new float[productColumns];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(productRow, 0);
            addProduct(row, matrix, productColumns, false, productRow);
            System.arraycopy(productRow, 0, product.values, row * productColumns, productColumns);
        }
        return product;
    }

    private void addProduct(int row, float[] matrix, int width, boolean upper, float[] product) {
        int start = row * columns;
        int k = 0;
        for (; k + 4 <= columns; k += 4) {
            int from = upper ? k : 0;
            int a = k * width + from;
            RowSums.add(
                    product,
                    from,
                    width - from,
                    matrix,
                    a,
                    a + width,
                    a + 2 * width,
                    a + 3 * width,
                    values[start + k],
                    values[start + k + 1],
                    values[start + k + 2],
                    values[start + k + 3]);
        }
        for (; k < columns; k++) {
            int from = upper ? k : 0;
            RowSums.add(product, from, width - from, matrix, k * width + from, values[start + k]);
        }
    }

    /** The inner product of a row with other numbers: in four sums, since one would wait for itself. */
    float product(int row, float[] with) {
        int start = row * columns;
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int k = 0;
        for (; k + 4 <= columns; k += 4) {
            a += values[start + k] * with[k];
            b += values[start + k + 1] * with[k + 1];
            c += values[start + k + 2] * with[k + 2];
            d += values[start + k + 3] * with[k + 3];
        }
        for (; k < columns; k++) {
            a += values[start + k] * with[k];
        }
        return a + b + c + d;
    }
}
