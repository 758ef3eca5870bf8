package shopstream.warehouse.questions;

/** A question that cannot be asked: which parameter, which value, and what is allowed instead. */
public final class BadParameter extends RuntimeException {

    private final String name;
    private final String value;
    private final String allowed;

    public BadParameter(String name, String value, String message, String allowed) {
        super(message);
        this.name = name;
        this.value = value;
        this.allowed = allowed;
    }

    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    /** What is allowed, in words. */
    public String allowed() {
        return allowed;
    }
}
