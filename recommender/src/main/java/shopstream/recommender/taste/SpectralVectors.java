package shopstream.recommender.taste;

import java.util.Arrays;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import shopstream.recommender.BestItems;

/**
 * The leading right singular vectors of D_u^(−½) R D_i^(−½), by a randomised method (Halko, Martinsson, Tropp, 2011): random
 * directions, multiplied by the matrix and its transpose a few times, span nearly the space of those vectors.
 */
final class SpectralVectors {
    private static final int OVERSAMPLING = 12;
    /** Added to a Gram matrix, in shares of its largest entry: with fewer independent directions than wanted it is singular. */
    private static final double JITTER = 1e-7;

    private static final double LARGEST_JITTER = 1e-2;

    /** Below this the square of a singular value, of which the largest is 1, is one of the jitter. */
    private static final double NO_VALUE = 1e-6;

    private final Interactions byUser;
    private final Interactions byItem;
    private final float[] userScales;
    private final float[] itemScales;

    private SpectralVectors(Interactions byUser, Interactions byItem) {
        this.byUser = byUser;
        this.byItem = byItem;
        userScales = byUser.degreesToThe(-0.5);
        itemScales = byItem.degreesToThe(-0.5);
    }

    /**
     * For each item its place in the singular vectors, the largest singular value's first.
     *
     * @param rank how many vectors; fewer where users or items are fewer
     * @param valuePower each vector is multiplied by its singular value to this power
     * @param iterations how often matrix and transpose are applied
     * @param progress told in words what is being done
     */
    static TallMatrix of(
            Interactions byUser,
            Interactions byItem,
            int rank,
            double valuePower,
            int iterations,
            long seed,
            Consumer<String> progress) {
        SpectralVectors vectors = new SpectralVectors(byUser, byItem);
        int directions = Math.min(rank + OVERSAMPLING, Math.min(byUser.rows(), byItem.rows()));
        TallMatrix space = TallMatrix.random(byItem.rows(), directions, seed);
        for (int iteration = 0; iteration < iterations; iteration++) {
            progress.accept("vectors, pass " + (iteration + 1) + " of " + (iterations + 1));
            vectors.multiply(vectors.applied(space), space);
            orthonormalise(space);
        }
        progress.accept("vectors, pass " + (iterations + 1) + " of " + (iterations + 1));
        double[] within = vectors.applied(space).gram();
        int wanted = Math.min(rank, directions);
        return space.times(leadingEigenvectors(within, directions, wanted, valuePower), wanted);
    }

    /** The matrix times vectors of items. */
    private TallMatrix applied(TallMatrix ofItems) {
        TallMatrix ofUsers = TallMatrix.zero(byUser.rows(), ofItems.columns());
        addScaled(byUser, userScales, itemScales, ofItems, ofUsers);
        return ofUsers;
    }

    /** Puts the transpose times vectors of users in the place of vectors of items. */
    private void multiply(TallMatrix ofUsers, TallMatrix ofItems) {
        Arrays.fill(ofItems.values(), 0);
        addScaled(byItem, itemScales, userScales, ofUsers, ofItems);
    }

    private static void addScaled(
            Interactions matrix, float[] rowScales, float[] columnScales, TallMatrix factor, TallMatrix product) {
        int width = factor.columns();
        for (int row = 0; row < matrix.rows(); row++) {
            for (int at = matrix.start(row); at < matrix.start(row + 1); at++) {
                int column = matrix.entry(at);
                RowSums.add(
                        product.values(),
                        row * width,
                        width,
                        factor.values(),
                        column * width,
                        rowScales[row] * columnScales[column]);
            }
        }
    }

    /** Makes the columns orthonormal without leaving their space: by the Cholesky factor of their Gram matrix. */
    static void orthonormalise(TallMatrix space) {
        int width = space.columns();
        DMatrixRMaj lower = lowerFactor(space.gram(), width);
        TriangularSolver_DDRM.invertLower(lower.getData(), width);
        float[] upper = new float[width * width];
        for (int i = 0; i < width; i++) {
            for (int j = i; j < width; j++) {
                upper[i * width + j] = (float) lower.get(j, i);
            }
        }
        space.timesUpper(upper);
    }

    /** Of a Gram matrix that rounding has left with directions below zero, with as much added as it takes. */
    private static DMatrixRMaj lowerFactor(double[] gram, int width) {
        double largest = 0;
        for (int i = 0; i < width; i++) {
            largest = Math.max(largest, gram[i * width + i]);
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(width, true);
        for (double jitter = JITTER; jitter <= LARGEST_JITTER; jitter *= 10) {
            DMatrixRMaj matrix = new DMatrixRMaj(width, width, true, gram);
            for (int i = 0; i < width; i++) {
                matrix.add(i, i, largest * jitter);
            }
            if (cholesky.decompose(matrix)) {
                return cholesky.getT(null);
            }
        }
        throw new ArithmeticException("The Gram matrix of " + width + " vectors is not positive definite");
    }

    /** The eigenvectors of the largest eigenvalues, as columns, times the roots of these to the power; none for zeros. */
    private static float[] leadingEigenvectors(double[] symmetric, int width, int wanted, double power) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(width, true, true);
        if (!eigen.decompose(DMatrixRMaj.wrap(width, width, symmetric))) {
            throw new ArithmeticException("No eigenvectors were found of a matrix of " + width + " rows");
        }
        BestItems largest = new BestItems(wanted);
        for (int i = 0; i < width; i++) {
            largest.offer(i, (float) eigen.getEigenvalue(i).getReal());
        }
        int[] order = largest.take().items();
        float[] leading = new float[width * wanted];
        for (int column = 0; column < wanted; column++) {
            DMatrixRMaj vector = eigen.getEigenVector(order[column]);
            double value = eigen.getEigenvalue(order[column]).getReal();
            double factor = value < NO_VALUE ? 0 : Math.pow(value, power / 2);
            for (int i = 0; i < width; i++) {
                leading[i * wanted + column] = (float) (factor * vector.get(i));
            }
        }
        return leading;
    }
}
