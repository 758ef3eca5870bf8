package shopstream.app;

/** Something the user asked for cannot be done: what is wrong, with the value and the place, and what to do next. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    public Refusal(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** What the user can do about it, as a sentence. */
    public String nextStep() {
        return nextStep;
    }
}
