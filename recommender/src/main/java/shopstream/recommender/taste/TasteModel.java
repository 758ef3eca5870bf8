package shopstream.recommender.taste;

import shopstream.recommender.BestItems;
import shopstream.recommender.ScoredItems;

/**
 * Long-term taste: what an item's neighbours say of it, and beside it the inner product of vectors, which knows of items that
 * were never found together. A new interaction counts with the next question; nothing is trained for it.
 */
public final class TasteModel implements TasteMethod {
    private final NeighbourTaste neighbours;
    private final TasteSpace vectors;
    private final float vectorScale;
    private final int candidates;

    /**
     * @param vectorScale by how much an inner product is multiplied, so that both parts count alike
     * @param candidates how many of the items that the neighbours propose are scored with vectors too
     */
    TasteModel(NeighbourTaste neighbours, TasteSpace vectors, float vectorScale, int candidates) {
        this.neighbours = neighbours;
        this.vectors = vectors;
        this.vectorScale = vectorScale;
        this.candidates = candidates;
    }

    NeighbourWeights neighbours() {
        return neighbours.weights();
    }

    TasteSpace vectors() {
        return vectors;
    }

    float vectorScale() {
        return vectorScale;
    }

    int candidates() {
        return candidates;
    }

    @Override
    public String name() {
        return "taste";
    }

    @Override
    public int items() {
        return neighbours.items();
    }

    /** The same with more items behind its own, of which it knows nothing yet; {@link NewItems} may. */
    public TasteModel with(int more) {
        return new TasteModel(new NeighbourTaste(neighbours().with(more)), vectors.with(more), vectorScale, candidates);
    }

    /** How many numbers a vector has. */
    public int width() {
        return vectors.width();
    }

    /** The vectors of all items, one behind the other, for an index by inner product. */
    public float[] itemVectors() {
        return vectors.vectors().values().clone();
    }

    /** The vector of somebody with this history, for the same index; all zero where no item of it is known. */
    public float[] userVector(int[] history) {
        KnownItems known = new KnownItems(items());
        known.become(history);
        return vectors.ofHistory(known);
    }

    @Override
    public long bytes() {
        return neighbours.bytes() + vectors.bytes();
    }

    @Override
    public TasteScorer scorer() {
        return new Scorer();
    }

    private final class Scorer implements TasteScorer {
        private final NeighbourTaste.Scorer ofNeighbours = neighbours.scorer();
        private final KnownItems known = ofNeighbours.known();
        private float[] user = new float[0];

        @Override
        public ScoredItems best(int[] history, int wanted) {
            ScoredItems proposed = ofNeighbours.best(history, Math.max(wanted, candidates));
            if (known.size() == 0) {
                return ScoredItems.NONE;
            }
            user = vectors.ofHistory(known);
            return proposed.size() < wanted ? bestOfAll(wanted) : bestOf(proposed, wanted);
        }

        private ScoredItems bestOf(ScoredItems proposed, int wanted) {
            BestItems best = new BestItems(wanted);
            for (int item : proposed.items()) {
                best.offer(item, score(item));
            }
            return best.take();
        }

        private ScoredItems bestOfAll(int wanted) {
            BestItems best = new BestItems(wanted);
            for (int item = 0; item < items(); item++) {
                if (!known.contain(item)) {
                    best.offer(item, score(item));
                }
            }
            return best.take();
        }

        private float score(int item) {
            return ofNeighbours.score(item) + vectorScale * vectors.product(item, user);
        }
    }
}
