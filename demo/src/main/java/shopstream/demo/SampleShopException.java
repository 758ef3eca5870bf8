package shopstream.demo;

/** The sample shop cannot be had; the message says why and what to do next. */
public final class SampleShopException extends RuntimeException {

    public SampleShopException(String message) {
        super(message);
    }

    public SampleShopException(String message, Throwable cause) {
        super(message, cause);
    }
}
