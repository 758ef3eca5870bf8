package shopstream.recommender.ranking;

/** A learned order of candidates: linear, and trees on top of it. */
record SessionRanking(LinearRanking linear, TreeRanking trees) {

    float score(float[] rows, int row) {
        return linear.score(rows, row) + trees.score(rows, row);
    }

    /** The linear stage alone. */
    SessionRanking withoutTrees() {
        return new SessionRanking(linear, TreeRanking.NONE);
    }

    long bytes() {
        return linear.bytes() + trees.bytes();
    }
}
