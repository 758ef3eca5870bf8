package shopstream.ingestion.database;

/** What capture has on a server could not be taken from it. */
public final class ReleaseRefused extends RuntimeException {
    private final String nextStep;

    ReleaseRefused(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }
}
