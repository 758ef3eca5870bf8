package shopstream.ingestion.database;

import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database to capture, as the user names it.
 *
 * @param name in the log's topics and on the status page
 * @param kind which server speaks at the other end
 * @param database the schema whose tables are captured
 * @param zone of times that carry none
 */
public record DatabaseSource(
        String name, Kind kind, String host, int port, String database, String user, String password, ZoneId zone) {
    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:(mariadb|mysql)://([^:/?]+|\\[[^]]+])(?::(\\d+))?/([^/?]+)(?:\\?.*)?");

    /** The kinds of server that can be captured. */
    public enum Kind {
        MARIADB("io.debezium.connector.mariadb.MariaDbConnector"),
        MYSQL("io.debezium.connector.mysql.MySqlConnector");

        private final String connector;

        Kind(String connector) {
            this.connector = connector;
        }

        String connector() {
            return connector;
        }
    }

    /**
     * A source at a JDBC address such as {@code jdbc:mariadb://replica:3306/shop}.
     *
     * @throws IllegalArgumentException when the address is of another form
     */
    public static DatabaseSource at(String name, String url, String user, String password, ZoneId zone) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            throw new IllegalArgumentException("'" + url + "' is not the address of a database that can be captured;"
                    + " expected jdbc:mariadb://HOST:PORT/DATABASE or jdbc:mysql://HOST:PORT/DATABASE");
        }
        int port = address.group(3) == null ? 3306 : Integer.parseInt(address.group(3));
        return new DatabaseSource(
                name,
                address.group(1).equals("mysql") ? Kind.MYSQL : Kind.MARIADB,
                address.group(2),
                port,
                address.group(4),
                user,
                password,
                zone);
    }

    /** Host and port, for people. */
    public String address() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return name + " (" + database + " at " + address() + ")";
    }
}
