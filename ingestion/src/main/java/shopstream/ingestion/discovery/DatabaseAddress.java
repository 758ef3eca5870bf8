package shopstream.ingestion.discovery;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database to be discovered is.
 *
 * @param schema the PostgreSQL schema that the address asks for with {@code currentSchema}, where it does
 */
public record DatabaseAddress(Engine engine, String host, int port, String database, Optional<String> schema) {
    private static final Pattern ADDRESS = Pattern.compile(
            "jdbc:(mariadb|mysql|postgresql)://([^:/?,]+|\\[[^]]+])(?::(\\d{1,5}))?/([^/?]+)(?:\\?(.*))?");
    private static final Pattern SCHEMA = Pattern.compile("(?:^|&)currentSchema=([^&,]+)");

    /** Which server speaks at the other end. */
    public enum Engine {
        MARIADB(3306),
        MYSQL(3306),
        POSTGRESQL(5432);

        private final int port;

        Engine(int port) {
            this.port = port;
        }
    }

    /** Reads a JDBC address. @throws DiscoveryFailure when it is of another form */
    public static DatabaseAddress of(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            throw new DiscoveryFailure(
                    "'" + url.replaceAll("(?i)(password=)[^&]*", "$1…") + "' is not the address of a database.",
                    "Write it as jdbc:mariadb://HOST:PORT/DATABASE, jdbc:mysql://HOST:PORT/DATABASE or"
                            + " jdbc:postgresql://HOST:PORT/DATABASE.");
        }
        Engine engine = Engine.valueOf(address.group(1).toUpperCase(Locale.ROOT));
        Matcher schema = SCHEMA.matcher(String.valueOf(address.group(5)));
        return new DatabaseAddress(
                engine,
                address.group(2),
                address.group(3) == null ? engine.port : Integer.parseInt(address.group(3)),
                address.group(4),
                schema.find() ? Optional.of(schema.group(1)) : Optional.empty());
    }

    boolean postgresql() {
        return engine == Engine.POSTGRESQL;
    }

    /** The same database, and another of its schemas. */
    DatabaseAddress in(String other) {
        return new DatabaseAddress(engine, host, port, database, Optional.of(other));
    }

    /** The address without user, password and other options. */
    public String url() {
        return "jdbc:" + engine.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port + "/" + database
                + schema.map(name -> "?currentSchema=" + name).orElse("");
    }

    @Override
    public String toString() {
        return database + " at " + host + ":" + port;
    }
}
