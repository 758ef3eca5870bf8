package shopstream.eventlog;

/** The log cannot be used: the message says what was tried, what happened and what to do. */
public final class LogFailure extends RuntimeException {
    public LogFailure(String message) {
        super(message);
    }

    public LogFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
