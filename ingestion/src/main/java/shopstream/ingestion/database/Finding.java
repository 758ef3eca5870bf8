package shopstream.ingestion.database;

/**
 * Something about a source that its owner should know.
 *
 * @param message what is the case, with the value and the place
 * @param nextStep what to do about it: the exact statement or line of configuration where there is one
 */
public record Finding(Severity severity, String message, String nextStep) {

    /** Whether the source can be captured all the same. */
    public enum Severity {
        ERROR,
        /** The source does not answer, so that nothing more is known of it; this may pass by itself. */
        UNANSWERED,
        NOTE
    }

    /** Whether nothing can be captured while this is so. */
    public boolean hinders() {
        return severity != Severity.NOTE;
    }

    static Finding error(String message, String nextStep) {
        return new Finding(Severity.ERROR, message, nextStep);
    }

    static Finding unanswered(String message, String nextStep) {
        return new Finding(Severity.UNANSWERED, message, nextStep);
    }

    static Finding note(String message, String nextStep) {
        return new Finding(Severity.NOTE, message, nextStep);
    }
}
