package shopstream.recommender.ranking;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Finds the weights under which what came next is most likely among the candidates (McFadden, <i>Conditional logit analysis
 * of qualitative choice behavior</i>, 1974), by Newton's method with a little ridge.
 */
final class ConditionalLogit {
    private static final int STEPS = 12;
    private static final double RIDGE = 1;
    private static final double ENOUGH = 1e-5;

    private final Questions questions;
    private final int features;
    private final float[] means;
    private final float[] scales;
    private final double[] weights;

    private ConditionalLogit(Questions questions) {
        this.questions = questions;
        this.features = questions.features();
        this.means = new float[features];
        this.scales = new float[features];
        this.weights = new double[features];
    }

    static LinearRanking fit(Questions questions) {
        var fit = new ConditionalLogit(questions);
        fit.measureSpreads();
        fit.climb();
        var weights = new float[fit.features];
        for (int column = 0; column < weights.length; column++) {
            weights[column] = (float) fit.weights[column];
        }
        return new LinearRanking(fit.means, fit.scales, weights);
    }

    private void measureSpreads() {
        var sums = new double[features];
        var squares = new double[features];
        int end = questions.start(questions.size());
        int count = end - questions.start(0);
        for (int row = questions.start(0); row < end; row++) {
            for (int column = 0; column < features; column++) {
                double value = questions.rows()[row * features + column];
                sums[column] += value;
                squares[column] += value * value;
            }
        }
        for (int column = 0; column < features; column++) {
            double mean = sums[column] / count;
            double variance = squares[column] / count - mean * mean;
            means[column] = (float) mean;
            scales[column] = variance > 1e-9 * (1 + mean * mean) ? (float) (1 / Math.sqrt(variance)) : 0;
        }
    }

    private void climb() {
        double likelihood = Double.NEGATIVE_INFINITY;
        double[] best = weights.clone();
        double[] direction = new double[features];
        double pace = 1;
        for (int step = 0; step < STEPS; step++) {
            var gradient = new DMatrixRMaj(features, 1);
            var curvature = new DMatrixRMaj(features, features);
            double reached = accumulate(gradient, curvature);
            if (reached < likelihood) {
                pace /= 2;
                for (int column = 0; column < features; column++) {
                    weights[column] = best[column] + pace * direction[column];
                }
                continue;
            }
            boolean done = reached - likelihood < ENOUGH * questions.size();
            likelihood = reached;
            System.arraycopy(weights, 0, best, 0, features);
            if (done) {
                break;
            }
            pace = 1;
            solve(curvature, gradient, direction);
            for (int column = 0; column < features; column++) {
                weights[column] = best[column] + direction[column];
            }
        }
        System.arraycopy(best, 0, weights, 0, features);
    }

    private static void solve(DMatrixRMaj curvature, DMatrixRMaj gradient, double[] direction) {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(direction.length);
        var solution = new DMatrixRMaj(direction.length, 1);
        if (!solver.setA(curvature)) {
            throw new IllegalStateException("The features' curvature is not positive: one of them is not a number");
        }
        solver.solve(gradient, solution);
        System.arraycopy(solution.data, 0, direction, 0, direction.length);
    }

    /** Adds up gradient and curvature at the weights, and returns the penalised log-likelihood there. */
    private double accumulate(DMatrixRMaj gradient, DMatrixRMaj curvature) {
        double likelihood = 0;
        double[] chances = new double[Candidates.MOST];
        double[] row = new double[features];
        double[] mean = new double[features];
        double[] hessian = curvature.data;
        for (int question = 0; question < questions.size(); question++) {
            int from = questions.start(question);
            int to = questions.start(question + 1);
            likelihood += chances(from, to, questions.answer(question), chances);
            Arrays.fill(mean, 0);
            for (int candidate = from; candidate < to; candidate++) {
                double chance = chances[candidate - from];
                standardise(candidate, row);
                for (int column = 0; column < features; column++) {
                    double weighted = chance * row[column];
                    mean[column] += weighted;
                    addScaled(row, weighted, hessian, column * features, column + 1);
                }
            }
            standardise(questions.answer(question), row);
            for (int column = 0; column < features; column++) {
                gradient.data[column] += row[column] - mean[column];
                addScaled(mean, -mean[column], hessian, column * features, column + 1);
            }
        }
        for (int column = 0; column < features; column++) {
            likelihood -= RIDGE / 2 * weights[column] * weights[column];
            gradient.data[column] -= RIDGE * weights[column];
            hessian[column * features + column] += RIDGE;
            for (int other = 0; other < column; other++) {
                hessian[other * features + column] = hessian[column * features + other];
            }
        }
        return likelihood;
    }

    private static void addScaled(double[] from, double factor, double[] to, int at, int count) {
        for (int n = 0; n < count; n++) {
            to[at + n] += factor * from[n];
        }
    }

    private void standardise(int candidate, double[] row) {
        int at = candidate * features;
        for (int column = 0; column < features; column++) {
            row[column] = (questions.rows()[at + column] - means[column]) * scales[column];
        }
    }

    private double chances(int from, int to, int answer, double[] chances) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int candidate = from; candidate < to; candidate++) {
            double score = 0;
            int at = candidate * features;
            for (int column = 0; column < features; column++) {
                score += (questions.rows()[at + column] - means[column]) * scales[column] * weights[column];
            }
            chances[candidate - from] = score;
            largest = Math.max(largest, score);
        }
        double sum = 0;
        double answerScore = chances[answer - from];
        for (int n = 0; n < to - from; n++) {
            chances[n] = Math.exp(chances[n] - largest);
            sum += chances[n];
        }
        for (int n = 0; n < to - from; n++) {
            chances[n] /= sum;
        }
        return answerScore - largest - Math.log(sum);
    }
}
