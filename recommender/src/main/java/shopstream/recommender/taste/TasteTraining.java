package shopstream.recommender.taste;

import java.util.Locale;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Learns long-term taste from interactions, in two halves, on the calling thread. */
public final class TasteTraining {
    /** So many users say how large the scores of either half are. */
    private static final int SCALED_BY = 1000;

    /** What came last in another shop was told better where what few like counts a little less. */
    static final double SINGULAR_VALUE_POWER = 0.25;

    private final Interactions byUser;
    private final Interactions byItem;
    private final TasteSettings settings;
    private final Consumer<String> progress;

    /** @param progress told in words what is being done */
    public TasteTraining(Interactions byUser, TasteSettings settings, Consumer<String> progress) {
        this.byUser = byUser;
        this.byItem = byUser.byItem();
        this.settings = settings;
        this.progress = progress;
    }

    /** The first half. */
    public NeighbourTaste neighbours() {
        return new NeighbourTaste(LocalRidge.train(
                byUser,
                byItem,
                settings,
                done -> progress.accept(String.format(Locale.ROOT, "%,d of %,d items", done, byItem.rows()))));
    }

    /** The whole, to the first half of the same interactions. */
    public TasteModel whole(NeighbourTaste neighbours) {
        TallMatrix singular = SpectralVectors.of(
                byUser,
                byItem,
                settings.rank(),
                SINGULAR_VALUE_POWER,
                settings.powerIterations(),
                settings.seed(),
                progress);
        TasteSpace vectors = TasteSpace.of(singular, byItem.degreesToThe(1));
        return new TasteModel(neighbours, vectors, scale(neighbours, vectors), settings.candidates());
    }

    /** The size of the neighbours' scores beside that of the inner products, as root mean squares over some users. */
    private float scale(NeighbourTaste neighbours, TasteSpace vectors) {
        NeighbourTaste.Scorer scorer = neighbours.scorer();
        DMatrixRMaj gram = DMatrixRMaj.wrap(
                vectors.width(), vectors.width(), vectors.vectors().gram());
        double ofNeighbours = 0;
        double ofVectors = 0;
        for (int user = 0; user < byUser.rows(); user += Math.max(1, byUser.rows() / SCALED_BY)) {
            for (float score : scorer.score(byUser.row(user))) {
                ofNeighbours += (double) score * score;
            }
            ofVectors += sumOfSquares(vectors.ofHistory(scorer.known()), gram);
        }
        return ofVectors == 0 ? 0 : (float) Math.sqrt(ofNeighbours / ofVectors);
    }

    /** All items' inner products with p, squared and added up: p·(EᵀE)p. */
    private static double sumOfSquares(float[] user, DMatrixRMaj gram) {
        DMatrixRMaj vector = new DMatrixRMaj(user.length, 1);
        for (int k = 0; k < user.length; k++) {
            vector.set(k, user[k]);
        }
        DMatrixRMaj product = new DMatrixRMaj(user.length, 1);
        CommonOps_DDRM.mult(gram, vector, product);
        return CommonOps_DDRM.dot(vector, product);
    }
}
