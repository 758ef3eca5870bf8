package shopstream.warehouse.training;

/** Why a training set cannot be built; the message says what, and what to do next. */
public final class TrainingProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String nextStep;

    public TrainingProblem(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    TrainingProblem(String message, String nextStep, Throwable cause) {
        super(message, cause);
        this.nextStep = nextStep;
    }

    public String nextStep() {
        return nextStep;
    }
}
