package shopstream.recommender.taste;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Tells items' vectors from their content: ridge regression, learned from the items whose vectors are known. */
final class ContentRidge {
    /** How much weights are pulled towards 0, in mean squares of a feature. */
    private static final double SHRINKAGE = 3;

    private ContentRidge() {}

    /**
     * What content says of each item's vector.
     *
     * @param vectors one row for each item
     * @param learnedFrom whether an item's vector is one to learn from
     */
    static TallMatrix predicted(ContentFeatures features, TallMatrix vectors, boolean[] learnedFrom) {
        int width = features.width() + 1;
        TallMatrix described = withConstant(features, null);
        TallMatrix known = withConstant(features, learnedFrom);
        float[] products = new float[width * vectors.columns()];
        for (int item = 0; item < known.rows(); item++) {
            for (int k = 0; k < width; k++) {
                float feature = known.values()[item * width + k];
                if (feature != 0) {
                    RowSums.add(
                            products,
                            k * vectors.columns(),
                            vectors.columns(),
                            vectors.values(),
                            item * vectors.columns(),
                            feature);
                }
            }
        }
        return described.times(solved(known.gram(), width, products, vectors.columns()), vectors.columns());
    }

    /** The features and a 1 behind them; zeros for items that are not wanted. */
    private static TallMatrix withConstant(ContentFeatures features, boolean[] wanted) {
        int width = features.width();
        TallMatrix matrix = TallMatrix.zero(features.items(), width + 1);
        for (int item = 0; item < features.items(); item++) {
            if (wanted == null || wanted[item]) {
                System.arraycopy(features.values(), item * width, matrix.values(), item * (width + 1), width);
                matrix.values()[item * (width + 1) + width] = 1;
            }
        }
        return matrix;
    }

    private static float[] solved(double[] gram, int width, float[] products, int columns) {
        DMatrixRMaj matrix = DMatrixRMaj.wrap(width, width, gram);
        double trace = 0;
        for (int i = 0; i < width - 1; i++) {
            trace += matrix.get(i, i);
        }
        double shrinkage = Math.max(1e-6, SHRINKAGE * trace / Math.max(1, width - 1));
        for (int i = 0; i < width; i++) {
            matrix.add(i, i, shrinkage);
        }
        DMatrixRMaj right = new DMatrixRMaj(width, columns);
        for (int i = 0; i < products.length; i++) {
            right.getData()[i] = products[i];
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(width);
        if (!solver.setA(matrix)) {
            throw new ArithmeticException("The Gram matrix of " + width + " features is not positive definite");
        }
        DMatrixRMaj solution = new DMatrixRMaj(width, columns);
        solver.solve(right, solution);
        float[] weights = new float[products.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) solution.getData()[i];
        }
        return weights;
    }
}
