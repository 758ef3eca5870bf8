package shopstream.ingestion.database;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;

/** Why a server was not reached or did not let us in, in words. */
public final class ConnectionFailure {
    private static final int WRONG_PASSWORD = 1045;
    private static final int NO_RIGHT_TO_DATABASE = 1044;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int HOST_NOT_ALLOWED = 1130;
    private static final int TOO_MANY_CONNECTIONS = 1040;

    private ConnectionFailure() {}

    /** What is wrong, and what to do about it. */
    public static Finding finding(DatabaseSource source, SQLException failure) {
        String at = source.address();
        if (source.kind() == DatabaseSource.Kind.POSTGRESQL) {
            return PostgresFailure.finding(source, failure).orElseGet(() -> unreached(source, failure));
        }
        return switch (failure.getErrorCode()) {
            case WRONG_PASSWORD ->
                Finding.error(
                        "The server at " + at + " refuses the user '" + source.user() + "': wrong name or password"
                                + (source.password().isEmpty() ? " (the password is empty)." : "."),
                        "Correct the source's user and password. The server said: " + said(failure));
            case UNKNOWN_DATABASE ->
                Finding.error(
                        "The server at " + at + " has no database '" + source.database() + "'.",
                        "Correct the name after the last / of the source's address; SHOW DATABASES; lists those there are.");
            case NO_RIGHT_TO_DATABASE ->
                Finding.error(
                        "The user '" + source.user() + "' may not read the database '" + source.database() + "' at "
                                + at + ", or there is none of that name.",
                        "Correct the name, or let an administrator run: GRANT SELECT ON "
                                + ConnectorSettings.quoted(source.database()) + ".* TO " + account(source, failure)
                                + ";");
            case HOST_NOT_ALLOWED ->
                Finding.error(
                        "The server at " + at + " accepts no connection from this machine.",
                        "Let an administrator create the user for this host. The server said: " + said(failure));
            case TOO_MANY_CONNECTIONS ->
                Finding.error(
                        "The server at " + at + " has no connection left.",
                        "Raise max_connections on the server, or try again later.");
            default -> unreached(source, failure);
        };
    }

    private static Finding unreached(DatabaseSource source, SQLException failure) {
        String at = source.address();
        if (has(failure, UnknownHostException.class)) {
            return Finding.error(
                    "The host '" + source.host() + "' of the source " + source.name() + " is not known.",
                    "Correct the host in the source's address, or the name service.");
        }
        if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
            return Finding.unanswered(
                    "Nothing answers at " + at + ".",
                    "Check host and port of the source's address, that the server runs, and that bind-address and"
                            + " firewall let this machine in.");
        }
        if (has(failure, SocketTimeoutException.class)) {
            return Finding.unanswered(
                    "The server at " + at + " does not answer in time.",
                    "Check host and port of the source's address, and whether a firewall drops the connection.");
        }
        return Finding.unanswered(
                "The server at " + at + " cannot be asked: " + said(failure),
                "Check that a " + (source.kind() == DatabaseSource.Kind.POSTGRESQL ? "PostgreSQL" : "MariaDB or MySQL")
                        + " server listens at " + at + ".");
    }

    private static boolean has(Throwable failure, Class<?> kind) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (kind.isInstance(one)) {
                return true;
            }
        }
        return false;
    }

    /** The server names the account in its refusal: {@code Access denied for user 'shop'@'%' to database …}. */
    private static String account(DatabaseSource source, SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int begin = message.indexOf("for user '");
        int end = message.indexOf("' to database");
        return begin < 0 || end < begin ? "'" + source.user() + "'@'%'" : message.substring(begin + 9, end + 1);
    }

    private static String said(SQLException failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", "");
    }
}
