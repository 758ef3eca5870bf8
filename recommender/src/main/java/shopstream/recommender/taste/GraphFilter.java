package shopstream.recommender.taste;

import java.util.Arrays;
import java.util.function.Consumer;
import shopstream.recommender.BestItems;
import shopstream.recommender.ScoredItems;

/**
 * GF-CF (Shen and others, CIKM 2021), to compare with: r (R̃ᵀR̃ + α D_i^(−½) V Vᵀ D_i^½) with R̃ = D_u^(−½) R D_i^(−½) and V its
 * leading right singular vectors. Every item is scored.
 */
public final class GraphFilter implements TasteMethod {
    private static final int RANK = 256;
    private static final float ALPHA = 0.3f;
    /** Published with exact singular vectors: these come close to them. */
    private static final int ITERATIONS = 8;

    private final Interactions byUser;
    private final Interactions byItem;
    private final float[] userWeights;
    private final float[] itemScales;
    private final TallMatrix vectors;

    private GraphFilter(Interactions byUser, Interactions byItem, TallMatrix vectors) {
        this.byUser = byUser;
        this.byItem = byItem;
        this.vectors = vectors;
        userWeights = byUser.degreesToThe(-1);
        itemScales = byItem.degreesToThe(-0.5);
    }

    /** @param progress told in words what is being done */
    public static GraphFilter train(Interactions byUser, long seed, Consumer<String> progress) {
        Interactions byItem = byUser.byItem();
        return new GraphFilter(byUser, byItem, SpectralVectors.of(byUser, byItem, RANK, 0, ITERATIONS, seed, progress));
    }

    @Override
    public String name() {
        return "GF-CF";
    }

    @Override
    public int items() {
        return byItem.rows();
    }

    @Override
    public long bytes() {
        return byUser.bytes()
                + byItem.bytes()
                + (long) Float.BYTES * (userWeights.length + itemScales.length + vectors.values().length);
    }

    @Override
    public TasteScorer scorer() {
        return new Scorer();
    }

    private final class Scorer implements TasteScorer {
        private final KnownItems known = new KnownItems(items());
        private final float[] ofUsers = new float[byUser.rows()];
        private final float[] scores = new float[items()];
        private final float[] sum = new float[vectors.columns()];

        @Override
        public ScoredItems best(int[] history, int wanted) {
            known.become(history);
            if (known.size() == 0) {
                return ScoredItems.NONE;
            }
            Arrays.fill(ofUsers, 0);
            Arrays.fill(scores, 0);
            Arrays.fill(sum, 0);
            for (int i = 0; i < known.size(); i++) {
                int item = known.item(i);
                for (int at = byItem.start(item); at < byItem.start(item + 1); at++) {
                    ofUsers[byItem.entry(at)] += itemScales[item];
                }
                RowSums.add(sum, 0, sum.length, vectors.values(), item * sum.length, ALPHA * itemScales[item]);
            }
            for (int user = 0; user < ofUsers.length; user++) {
                if (ofUsers[user] != 0) {
                    float weight = ofUsers[user] * userWeights[user];
                    for (int at = byUser.start(user); at < byUser.start(user + 1); at++) {
                        scores[byUser.entry(at)] += weight;
                    }
                }
            }
            BestItems best = new BestItems(wanted);
            for (int item = 0; item < scores.length; item++) {
                if (!known.contain(item) && itemScales[item] > 0) {
                    best.offer(item, scores[item] * itemScales[item] + vectors.product(item, sum) / itemScales[item]);
                }
            }
            return best.take();
        }
    }
}
