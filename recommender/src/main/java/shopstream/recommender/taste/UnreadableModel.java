package shopstream.recommender.taste;

/** A file that holds no model which can be used: what is wrong with it, and what to do next. */
public final class UnreadableModel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableModel(String message) {
        super(message);
    }

    /** What the user can do about it, as a sentence. */
    public String nextStep() {
        return "Train the model again, or put a file in its place that was written whole.";
    }
}
