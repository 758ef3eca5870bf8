package shopstream.warehouse;

/** A dashboard cannot be asked, for example since a mart it needs has not been declared yet; the message says why. */
public final class DashboardUnavailable extends RuntimeException {
    public DashboardUnavailable(String message) {
        super(message);
    }
}
