package shopstream.ingestion.events;

/** A body that is not JSON, or not of the shape that the call needs: nothing of it is taken. The message says what is wrong. */
public final class UnreadableBody extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableBody(String message) {
        super(message);
    }
}
