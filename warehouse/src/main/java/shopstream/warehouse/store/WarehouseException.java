package shopstream.warehouse.store;

/** The warehouse cannot do what it should; the message says why and what to do. */
public final class WarehouseException extends RuntimeException {

    public WarehouseException(String message, Throwable cause) {
        super(message, cause);
    }

    public WarehouseException(String message) {
        super(message);
    }
}
