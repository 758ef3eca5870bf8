package shopstream.demo.mariadb;

/** There can be no server; the message says why and what to do next. */
public final class ServerFailure extends RuntimeException {

    ServerFailure(String message) {
        super(message);
    }

    ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
