package shopstream.recommender.evaluation;

/** A data set that cannot be evaluated: what is wrong, with the value and the place, and what to do next. */
public final class UnreadableDataSet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    public UnreadableDataSet(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** What the user can do about it, as a sentence. */
    public String nextStep() {
        return nextStep;
    }
}
