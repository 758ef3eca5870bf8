package shopstream.ingestion.discovery;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shopstream.ingestion.database.DatabaseSource;

/**
 * Where the database to be discovered is.
 *
 * @param schema the PostgreSQL schema that the address asks for with {@code currentSchema}, where it does
 * @param encryption options by which the address asks for it, as they are written there
 */
public record DatabaseAddress(
        Engine engine, String host, int port, String database, Optional<String> schema, List<String> encryption) {
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

    public DatabaseAddress {
        encryption = List.copyOf(encryption);
    }

    /** Reads a JDBC address. @throws DiscoveryFailure when it is of another form, or has an option that is not known */
    public static DatabaseAddress of(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            throw new DiscoveryFailure(
                    "'" + url.replaceAll("(?i)(password=)[^&]*", "$1…") + "' is not the address of a database.",
                    "Write it as jdbc:mariadb://HOST:PORT/DATABASE, jdbc:mysql://HOST:PORT/DATABASE or"
                            + " jdbc:postgresql://HOST:PORT/DATABASE.");
        }
        requireKnownOptions(url);
        Engine engine = Engine.valueOf(address.group(1).toUpperCase(Locale.ROOT));
        Matcher schema = SCHEMA.matcher(String.valueOf(address.group(5)));
        return new DatabaseAddress(
                engine,
                address.group(2),
                address.group(3) == null ? engine.port : Integer.parseInt(address.group(3)),
                address.group(4),
                schema.find() ? Optional.of(schema.group(1)) : Optional.empty(),
                Stream.of(Optional.ofNullable(address.group(5)).orElse("").split("&"))
                        .filter(option ->
                                !option.isEmpty() && !SCHEMA.matcher(option).matches())
                        .toList());
    }

    /** As capture does, which is given the same address. */
    private static void requireKnownOptions(String url) {
        try {
            DatabaseSource.at("shop", url, "", "", ZoneOffset.UTC);
        } catch (IllegalArgumentException unknown) {
            throw new DiscoveryFailure(unknown.getMessage() + ".", "Take it out of --url.");
        }
    }

    boolean postgresql() {
        return engine == Engine.POSTGRESQL;
    }

    /** The same database, and another of its schemas. */
    DatabaseAddress in(String other) {
        return new DatabaseAddress(engine, host, port, database, Optional.of(other), encryption);
    }

    /** The address for people and files: without the password of a trust store. */
    public String url() {
        return url(encryption.stream()
                .filter(option -> !option.toLowerCase(Locale.ROOT).contains("password="))
                .toList());
    }

    /** The address to connect to. */
    String connection() {
        return url(encryption);
    }

    private String url(List<String> further) {
        String options = Stream.concat(schema.map(name -> "currentSchema=" + name).stream(), further.stream())
                .collect(Collectors.joining("&"));
        return "jdbc:" + engine.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port + "/" + database
                + (options.isEmpty() ? "" : "?" + options);
    }

    @Override
    public String toString() {
        return database + " at " + host + ":" + port;
    }
}
