package shopstream.ingestion.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shopstream.eventlog.LogFailure;

/**
 * Why following a source ended, in one sentence.
 *
 * @param lasting whether trying again cannot mend it
 */
record CaptureFailure(String sentence, boolean lasting) {
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int NOT_ALLOWED = 1227;
    private static final List<String> PURGED = List.of(
            "no longer available on the server",
            "Could not find GTID state",
            "Could not find first log file",
            "has purged",
            "has been purged",
            "have been purged");

    /** What {@code failure}, or Debezium's {@code message} where there is none, means for {@code source}. */
    static CaptureFailure of(DatabaseSource source, String message, Throwable failure) {
        List<Throwable> chain = chain(failure);
        for (Throwable one : chain) {
            if (one instanceof CaptureRefused refused) {
                return new CaptureFailure(refused.getMessage(), refused.lasting());
            }
        }
        String all = all(message, chain);
        for (Throwable one : chain) {
            if (one instanceof LogFailure) {
                return new CaptureFailure(one.getMessage(), false);
            }
        }
        if (all.contains("Lock wait timeout") || all.contains("'LOCK TABLES' privilege")) {
            return locked(source);
        }
        for (Throwable one : chain) {
            if (one instanceof SQLException refused) {
                return ofServer(source, refused);
            }
        }
        Throwable root = chain.isEmpty() ? null : chain.get(chain.size() - 1);
        String reason = root == null || root.getMessage() == null ? message : root.getMessage();
        return new CaptureFailure(
                "The connection to " + source.address() + " ended" + (reason == null ? "." : ": " + ended(reason)),
                false);
    }

    private static CaptureFailure ofServer(DatabaseSource source, SQLException refused) {
        if (source.kind() == DatabaseSource.Kind.POSTGRESQL) {
            return PostgresFailure.finding(source, refused)
                    .map(finding -> new CaptureFailure(finding.message() + " " + finding.nextStep(), false))
                    .orElseGet(() -> new CaptureFailure(
                            ConnectionFailure.finding(source, refused).message(), false));
        }
        if (refused.getErrorCode() == LOCK_WAIT_TIMEOUT) {
            return locked(source);
        }
        if (refused.getErrorCode() == NOT_ALLOWED) {
            return new CaptureFailure(
                    "The user '" + source.user() + "' lacks a right at " + source.address() + ": "
                            + ended(refused.getMessage()) + " `check` prints the statement that gives it.",
                    false);
        }
        return new CaptureFailure(ConnectionFailure.finding(source, refused).message(), false);
    }

    private static CaptureFailure locked(DatabaseSource source) {
        return new CaptureFailure(
                "The definitions of " + source
                        + " could not be read: somebody else held a lock, or a long query ran, for more"
                        + " than 5 s; it is tried again, and nothing is held meanwhile.",
                false);
    }

    /** That the server removed its log just when it was to be read, where that is why following ended. */
    static Optional<SnapshotNeeded> purged(DatabaseSource source, String message, Throwable failure) {
        if (source.kind() == DatabaseSource.Kind.POSTGRESQL
                || PURGED.stream().noneMatch(all(message, chain(failure))::contains)) {
            return Optional.empty();
        }
        return Optional.of(new SnapshotNeeded("The server at " + source.address()
                + " has removed the part of its binary log from which " + source.name()
                + " was to go on, so changes are missing (SHOW BINARY LOGS lists what is left). Let it keep its log longer"
                + " (binlog_expire_logs_seconds)."));
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable one = failure; one != null && chain.size() < 20; one = one.getCause()) {
            chain.add(one);
        }
        return chain;
    }

    private static String all(String message, List<Throwable> chain) {
        return chain.stream().map(Throwable::getMessage).toList() + " " + message;
    }

    private static String ended(String sentence) {
        return sentence.matches("(?s).*[.!?]") ? sentence : sentence + ".";
    }
}
