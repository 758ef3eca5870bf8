package shopstream.ingestion.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import shopstream.eventlog.LogAddress;
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
    static CaptureFailure of(DatabaseSource source, LogAddress log, String message, Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable one = failure; one != null && chain.size() < 20; one = one.getCause()) {
            chain.add(one);
        }
        for (Throwable one : chain) {
            if (one instanceof CaptureRefused refused) {
                return new CaptureFailure(refused.getMessage(), refused.lasting());
            }
        }
        String all = chain.stream().map(Throwable::getMessage).toList() + " " + message;
        if (source.kind() != DatabaseSource.Kind.POSTGRESQL && PURGED.stream().anyMatch(all::contains)) {
            return purged(source, log);
        }
        for (Throwable one : chain) {
            if (one instanceof LogFailure) {
                return new CaptureFailure(one.getMessage(), true);
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

    private static CaptureFailure purged(DatabaseSource source, LogAddress log) {
        return new CaptureFailure(
                "The server at " + source.address() + " has removed the part of its binary log from which "
                        + source.name()
                        + " was to go on, so changes are missing (SHOW BINARY LOGS lists what is left). Begin anew, with a"
                        + " fresh data directory or without the topics "
                        + log.names().captureOffsets(source.name())
                        + " and " + log.names().schemaHistory(source.name())
                        + ", and let the server keep its log longer (binlog_expire_logs_seconds).",
                true);
    }

    private static String ended(String sentence) {
        return sentence.matches("(?s).*[.!?]") ? sentence : sentence + ".";
    }
}
