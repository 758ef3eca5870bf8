package shopstream.recommender.taste;

import java.util.Arrays;
import java.util.function.IntConsumer;
import shopstream.recommender.BestItems;

/**
 * Predicts each item from the items most often found beside it, by ridge regression on those alone.
 *
 * <p>With X = D_u^(−a/2) R D_i^(−b) and G = XᵀX, an item j has the neighbours N with the largest G_ij/√(G_ii + λ), and weights w
 * that solve (G_NN + λI) w = G_Nj. What i says of j is d_i^(−b) w_i d_j^b. It is SLIM's idea (Ning and Karypis, 2011) with
 * EASE's closed form (Steck, 2019), kept local: no matrix of items by items is ever held. Of G only one row and one block of
 * neighbours exist at a time, computed from the interactions.
 */
final class LocalRidge {
    private final Interactions byUser;
    private final Interactions byItem;
    private final float[] userWeights;
    private final float[] itemScales;
    private final float[] selfProducts;
    private final double lambda;
    private final int neighbours;
    private final NeighbourBlock block;
    private final RidgeSystem system;
    private final float[] row;
    private final int[] touched;
    private int touchedCount;

    private LocalRidge(Interactions byUser, Interactions byItem, TasteSettings settings) {
        this.byUser = byUser;
        this.byItem = byItem;
        neighbours = settings.neighbours();
        userWeights = byUser.degreesToThe(-settings.userPower());
        itemScales = byItem.degreesToThe(-settings.itemPower());
        selfProducts = new float[byItem.rows()];
        lambda = settings.shrinkage() * meanUserWeight() * meanOf(byItem.degreesToThe(1 - 2 * settings.itemPower()));
        block = new NeighbourBlock(byItem, userWeights, itemScales, neighbours);
        system = new RidgeSystem(neighbours);
        row = new float[byItem.rows()];
        touched = new int[byItem.rows()];
    }

    /** @param progress told how many items are done */
    static NeighbourWeights train(
            Interactions byUser, Interactions byItem, TasteSettings settings, IntConsumer progress) {
        LocalRidge ridge = new LocalRidge(byUser, byItem, settings);
        NeighbourWeights.Columns columns = new NeighbourWeights.Columns(byItem.rows());
        ridge.fillSelfProducts();
        for (int item = 0; item < byItem.rows(); item++) {
            int[] sources = ridge.fillRowAndFindNeighbours(item);
            columns.set(item, sources, ridge.weights(item, sources));
            ridge.clearRow();
            progress.accept(item + 1);
        }
        return columns.byRow();
    }

    private double meanUserWeight() {
        double sum = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            sum += (double) userWeights[user] * byUser.degree(user);
        }
        return sum / Math.max(1, byUser.size());
    }

    private static double meanOf(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / Math.max(1, values.length);
    }

    private void fillSelfProducts() {
        for (int item = 0; item < byItem.rows(); item++) {
            float sum = 0;
            for (int at = byItem.start(item); at < byItem.start(item + 1); at++) {
                sum += userWeights[byItem.entry(at)];
            }
            selfProducts[item] = sum * itemScales[item] * itemScales[item];
        }
    }

    /** Fills the row of G that belongs to the item, up to the items' scales, and gives the best neighbours, rising. */
    private int[] fillRowAndFindNeighbours(int item) {
        for (int at = byItem.start(item); at < byItem.start(item + 1); at++) {
            int user = byItem.entry(at);
            float weight = userWeights[user];
            for (int other = byUser.start(user); other < byUser.start(user + 1); other++) {
                int neighbour = byUser.entry(other);
                if (row[neighbour] == 0) {
                    touched[touchedCount++] = neighbour;
                }
                row[neighbour] += weight;
            }
        }
        BestItems best = new BestItems(neighbours);
        for (int i = 0; i < touchedCount; i++) {
            int neighbour = touched[i];
            if (neighbour != item) {
                best.offer(
                        neighbour,
                        row[neighbour] * itemScales[neighbour] / (float) Math.sqrt(selfProducts[neighbour] + lambda));
            }
        }
        int[] found = best.take().items();
        Arrays.sort(found);
        return found;
    }

    private float[] weights(int item, int[] sources) {
        block.fill(sources, system.matrix());
        float[] right = system.right();
        for (int i = 0; i < sources.length; i++) {
            system.matrix()[i * neighbours + i] = (float) (selfProducts[sources[i]] + lambda);
            right[i] = row[sources[i]] * itemScales[sources[i]] * itemScales[item];
        }
        system.solve(sources.length);
        float[] weights = new float[sources.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = right[i] * itemScales[sources[i]] / itemScales[item];
        }
        return weights;
    }

    private void clearRow() {
        for (int i = 0; i < touchedCount; i++) {
            row[touched[i]] = 0;
        }
        touchedCount = 0;
    }
}
