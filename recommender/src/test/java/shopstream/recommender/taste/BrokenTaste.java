package shopstream.recommender.taste;

import java.util.Arrays;

/** A taste whose neighbours are items that there are not: whoever asks it gets an exception. */
public final class BrokenTaste {
    private BrokenTaste() {}

    public static LearnedTaste of(LearnedTaste sound) {
        NeighbourWeights weights = sound.model().neighbours();
        int[] targets = weights.targets().clone();
        Arrays.fill(targets, sound.model().items());
        return new LearnedTaste(
                sound.items(),
                new TasteModel(
                        new NeighbourTaste(new NeighbourWeights(weights.starts(), targets, weights.weights())),
                        sound.model().vectors(),
                        1,
                        1));
    }
}
