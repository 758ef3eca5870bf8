package shopstream.recommender.taste;

import java.util.Arrays;
import shopstream.recommender.BestItems;
import shopstream.recommender.ScoredItems;

/** The first half of a {@link TasteModel} by itself: what the items of a history say of their neighbours. */
public final class NeighbourTaste implements TasteMethod {
    private final NeighbourWeights weights;

    NeighbourTaste(NeighbourWeights weights) {
        this.weights = weights;
    }

    NeighbourWeights weights() {
        return weights;
    }

    @Override
    public String name() {
        return "local ridge";
    }

    @Override
    public int items() {
        return weights.items();
    }

    @Override
    public long bytes() {
        return weights.bytes();
    }

    @Override
    public Scorer scorer() {
        return new Scorer();
    }

    final class Scorer implements TasteScorer {
        private final KnownItems known = new KnownItems(items());
        private final float[] scores = new float[items()];

        @Override
        public ScoredItems best(int[] history, int wanted) {
            score(history);
            BestItems best = new BestItems(wanted);
            for (int item = 0; item < scores.length; item++) {
                if (scores[item] != 0 && !known.contain(item)) {
                    best.offer(item, scores[item]);
                }
            }
            return best.take();
        }

        /** Scores all items for a history, which is then {@link #known()}; the array is used again. */
        float[] score(int[] history) {
            known.become(history);
            Arrays.fill(scores, 0);
            for (int i = 0; i < known.size(); i++) {
                weights.addTo(scores, known.item(i));
            }
            return scores;
        }

        KnownItems known() {
            return known;
        }

        float score(int item) {
            return scores[item];
        }
    }
}
