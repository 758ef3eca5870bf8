package shopstream.operations.schema;

/** A statement of which it cannot be told what it does. */
public final class UnreadableChange extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableChange(String message) {
        super(message);
    }
}
