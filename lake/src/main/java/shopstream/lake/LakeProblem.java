package shopstream.lake;

/** Something about the lake that a person has to decide or mend; the message says what, and what to do next. */
public final class LakeProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String nextStep;

    public LakeProblem(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    public LakeProblem(String message, String nextStep, Throwable cause) {
        super(message, cause);
        this.nextStep = nextStep;
    }

    public String nextStep() {
        return nextStep;
    }
}
