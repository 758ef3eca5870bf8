package shopstream.recommender.evaluation;

/** Told how far an evaluation is, so that somebody who waits can be told. */
public interface EvaluationProgress {
    /** Something has begun, such as {@code most popular trained}: words that are true once it is done. */
    Stage begun(String words);

    /** Something that takes its time. */
    interface Stage {
        /** How much of it has been done, in words such as {@code 12,000 of 29,858 users}. */
        void amount(String words);

        /** It is done. */
        void done();
    }

    /** Tells nobody. */
    static EvaluationProgress silent() {
        return words -> new Stage() {
            @Override
            public void amount(String amount) {}

            @Override
            public void done() {}
        };
    }
}
