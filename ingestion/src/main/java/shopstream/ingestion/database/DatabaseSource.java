package shopstream.ingestion.database;

import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database to capture, as the user names it.
 *
 * @param name in the log's topics and on the status page
 * @param kind which server speaks at the other end
 * @param database the database whose tables are captured
 * @param schema of tables whose contracts name none; where a database has no schemas, the database again
 * @param zone of times that carry none
 * @param serverObjects what capture needs on the server beside the tables
 * @param budget what the reading of all rows may cost the server
 * @param options how connections are encrypted, as the address says
 */
public record DatabaseSource(
        String name,
        Kind kind,
        String host,
        int port,
        String database,
        String schema,
        String user,
        String password,
        ZoneId zone,
        ServerObjects serverObjects,
        SnapshotBudget budget,
        AddressOptions options) {
    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:(mariadb|mysql|postgresql)://([^:/?]+|\\[[^]]+])(?::(\\d+))?/([^/?]+)(?:\\?(.*))?");

    /** The kinds of server that can be captured. */
    public enum Kind {
        MARIADB("io.debezium.connector.mariadb.MariaDbConnector", 3306),
        MYSQL("io.debezium.connector.mysql.MySqlConnector", 3306),
        POSTGRESQL("io.debezium.connector.postgresql.PostgresConnector", 5432);

        private final String connector;
        private final int port;

        Kind(String connector, int port) {
            this.connector = connector;
            this.port = port;
        }

        String connector() {
            return connector;
        }
    }

    /**
     * A source at a JDBC address such as {@code jdbc:mariadb://replica:3306/shop?sslMode=verify-full}.
     *
     * @throws IllegalArgumentException when the address is of another form, or has an option that is not known
     */
    public static DatabaseSource at(String name, String url, String user, String password, ZoneId zone) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            throw new IllegalArgumentException("'" + url + "' is not the address of a database that can be captured;"
                    + " expected jdbc:mariadb://HOST:PORT/DATABASE, jdbc:mysql://HOST:PORT/DATABASE or"
                    + " jdbc:postgresql://HOST:PORT/DATABASE");
        }
        Kind kind = switch (address.group(1)) {
            case "mysql" -> Kind.MYSQL;
            case "postgresql" -> Kind.POSTGRESQL;
            default -> Kind.MARIADB;
        };
        String database = address.group(4);
        AddressOptions options = AddressOptions.of(kind, address.group(5));
        return new DatabaseSource(
                name,
                kind,
                address.group(2),
                address.group(3) == null ? kind.port : Integer.parseInt(address.group(3)),
                database,
                kind == Kind.POSTGRESQL ? options.schema().orElse("public") : database,
                user,
                password,
                zone,
                ServerObjects.of("shopstream", name),
                SnapshotBudget.DEFAULT,
                options);
    }

    /** The same source with other objects on its server. */
    public DatabaseSource with(ServerObjects objects) {
        return new DatabaseSource(
                name, kind, host, port, database, schema, user, password, zone, objects, budget, options);
    }

    /** The same source, whose rows are read within another budget. */
    public DatabaseSource with(SnapshotBudget other) {
        return new DatabaseSource(
                name, kind, host, port, database, schema, user, password, zone, serverObjects, other, options);
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
