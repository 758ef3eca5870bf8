package shopstream.recommender.ranking;

/** A ranking with a tree that asks for a feature which there is not: whoever asks it gets an exception. */
public final class BrokenRanking {
    private BrokenRanking() {}

    public static LearnedRanking of(LearnedRanking sound) {
        var trees = new TreeRanking(
                new int[] {0}, new int[] {1_000, -1, -1}, new float[] {0, 1, 2}, new int[] {1, 0, 0}, new float[3]);
        return new LearnedRanking(
                sound.items(),
                sound.embedding(),
                new SessionRanking(sound.ranking().linear(), trees));
    }
}
