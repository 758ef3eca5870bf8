package shopstream.ingestion.database;

import java.sql.SQLException;
import java.util.Optional;

/** Why a PostgreSQL server refused us, in words, told by its SQLSTATE. */
final class PostgresFailure {
    private PostgresFailure() {}

    /** The refusal; nothing when the server was not even reached. */
    static Optional<Finding> finding(DatabaseSource source, SQLException failure) {
        String at = source.address();
        return Optional.ofNullable(
                switch (String.valueOf(failure.getSQLState())) {
                    case "28P01", "28000" ->
                        Finding.error(
                                "The server at " + at + " refuses the user '" + source.user()
                                        + "': wrong name or password, or pg_hba.conf does not let it in from here"
                                        + (source.password().isEmpty() ? " (the password is empty)." : "."),
                                "Correct the source's user and password, or pg_hba.conf. The server said: "
                                        + said(failure));
                    case "3D000" ->
                        Finding.error(
                                "The server at " + at + " has no database '" + source.database() + "'.",
                                "Correct the name after the last / of the source's address; SELECT datname FROM"
                                        + " pg_database; lists those there are.");
                    case "53300" ->
                        Finding.error(
                                "The server at " + at + " has no connection or walsender left.",
                                "Raise max_connections or max_wal_senders on the server, or try again later. The server"
                                        + " said: " + said(failure));
                    case "53400" ->
                        Finding.error(
                                "The server at " + at + " has no replication slot left.",
                                "Raise max_replication_slots in postgresql.conf and restart the server, or drop a slot that"
                                        + " nobody reads: SELECT slot_name, active FROM pg_replication_slots;");
                    case "42501" ->
                        Finding.error(
                                "The user '" + source.user() + "' lacks a right at " + at + ": " + said(failure) + ".",
                                "`./shopstream source plan` prints every right that is needed and the statement that gives"
                                        + " it.");
                    case "57P01", "57P02", "57P03" ->
                        Finding.unanswered(
                                "The server at " + at + " is stopping or starting.",
                                "Wait until it is up. The server said: " + said(failure));
                    case "55006" ->
                        Finding.error(
                                "The slot " + source.serverObjects().slot() + " at " + at + " is still being read: "
                                        + said(failure) + ".",
                                "It is tried again; if it stays so, stop the other shopstream that reads it.");
                    case "55P03" ->
                        Finding.error(
                                "Somebody else held a lock at " + at + " for more than 5 s.",
                                "It is tried again, and nothing is held meanwhile.");
                    default -> null;
                });
    }

    static String said(SQLException failure) {
        return String.valueOf(failure.getMessage())
                .replaceFirst("^(FATAL|ERROR): ", "")
                .replace("\n", "; ");
    }
}
