package shopstream.recommender.taste;

/**
 * A small positive definite system of equations, solved in place by Cholesky's method.
 *
 * <p>Written out in this order, row by row, the inner loop adds one row to another: the compiler turns that into vector
 * instructions, which it does not for sums.
 */
final class RidgeSystem {
    private final int width;
    private final float[] matrix;
    private final float[] right;

    /** @param width of how many equations it can be, and how many numbers a row of the matrix takes */
    RidgeSystem(int width) {
        this.width = width;
        matrix = new float[width * width];
        right = new float[width];
    }

    /** The matrix, of which the part from the diagonal to the right counts; lost by solving. */
    float[] matrix() {
        return matrix;
    }

    /** The right side; the solution, once it is solved. */
    float[] right() {
        return right;
    }

    /** Solves the first equations. */
    void solve(int equations) {
        decompose(equations);
        for (int i = 0; i < equations; i++) {
            float known = right[i] / matrix[i * width + i];
            right[i] = known;
            subtract(right, i + 1, known, i * width + i + 1, equations - i - 1);
        }
        for (int i = equations - 1; i >= 0; i--) {
            float rest = right[i];
            for (int j = i + 1; j < equations; j++) {
                rest -= matrix[i * width + j] * right[j];
            }
            right[i] = rest / matrix[i * width + i];
        }
    }

    /** Turns the matrix into U with UᵀU = matrix. */
    private void decompose(int equations) {
        for (int i = 0; i < equations; i++) {
            float pivot = (float) Math.sqrt(matrix[i * width + i]);
            matrix[i * width + i] = pivot;
            for (int j = i + 1; j < equations; j++) {
                matrix[i * width + j] /= pivot;
            }
            for (int j = i + 1; j < equations; j++) {
                subtract(matrix, j * width + j, matrix[i * width + j], i * width + j, equations - j);
            }
        }
    }

    private void subtract(float[] from, int at, float factor, int rowAt, int length) {
        for (int k = 0; k < length; k++) {
            from[at + k] -= factor * matrix[rowAt + k];
        }
    }
}
