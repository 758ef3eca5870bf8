package shopstream.ingestion.discovery;

/** A database cannot be read, or no sales can be found in it: what is wrong and what to do next. */
public final class DiscoveryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    DiscoveryFailure(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** What the user can do about it, as a sentence. */
    public String nextStep() {
        return nextStep;
    }
}
