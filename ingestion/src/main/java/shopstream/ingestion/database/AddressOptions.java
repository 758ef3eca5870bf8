package shopstream.ingestion.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What an address says behind its question mark: how connections are encrypted, and on PostgreSQL the schema. Each option
 * holds for all connections, those for questions and that which follows the log; one that is not known is refused, since
 * to leave out the wish for encryption would send rows in the clear.
 *
 * @param values by the names of the server's JDBC driver
 */
record AddressOptions(Map<String, String> values) {
    private static final String MODE = "sslMode";
    private static final String SCHEMA = "currentSchema";
    private static final List<String> MODES = List.of("disable", "trust", "verify-ca", "verify-full");

    /** What MySQL's own driver calls them. */
    private static final Map<String, String> MYSQL_MODES = Map.of(
            "disabled", "disable", "required", "trust", "verify_ca", "verify-ca", "verify_identity", "verify-full");

    private static final List<String> OF_BINARY_LOG = List.of(MODE, "trustStore", "trustStorePassword");
    private static final List<String> OF_POSTGRES = List.of(SCHEMA, "sslmode", "sslrootcert", "sslcert", "sslkey");

    AddressOptions {
        values = Map.copyOf(values);
    }

    /**
     * @param text as {@code sslMode=verify-full&trustStore=…}; null where there is none
     * @throws IllegalArgumentException when it names an option that is not known, or a mode that there is not
     */
    static AddressOptions of(DatabaseSource.Kind kind, String text) {
        List<String> known = kind == DatabaseSource.Kind.POSTGRESQL ? OF_POSTGRES : OF_BINARY_LOG;
        Map<String, String> values = new LinkedHashMap<>();
        for (String each : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            String value = equals < 0 ? "" : URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8);
            if (!known.contains(name)) {
                throw new IllegalArgumentException("The address has the option '" + name
                        + "', which is not known here; known are " + String.join(", ", known)
                        + (List.of("user", "password").contains(name)
                                ? ". User and password have keys of their own in shop.yaml"
                                : ""));
            }
            values.put(name, name.equals(MODE) ? mode(value) : value);
        }
        return new AddressOptions(values);
    }

    private static String mode(String stated) {
        String lower = stated.toLowerCase(Locale.ROOT);
        String mode = MYSQL_MODES.getOrDefault(lower, lower);
        if (!MODES.contains(mode)) {
            throw new IllegalArgumentException(
                    "The address has " + MODE + "=" + stated + ", which is not one of " + String.join(", ", MODES));
        }
        return mode;
    }

    Optional<String> schema() {
        return Optional.ofNullable(values.get(SCHEMA)).map(schemas -> schemas.split(",")[0]);
    }

    /** For a driver's connection. */
    Properties forDriver() {
        Properties properties = new Properties();
        properties.putAll(values);
        properties.remove(SCHEMA);
        return properties;
    }

    /** The same for Debezium, which has other names. */
    void tell(Properties settings, DatabaseSource.Kind kind) {
        if (kind == DatabaseSource.Kind.POSTGRESQL) {
            forDriver().forEach((name, value) -> settings.put("database." + name, value));
            return;
        }
        Optional.ofNullable(values.get(MODE)).ifPresent(mode -> settings.put("database.ssl.mode", spelled(mode, kind)));
        Optional.ofNullable(values.get("trustStore"))
                .ifPresent(file -> settings.put("database.ssl.truststore", file.replaceFirst("^file:(//)?", "")));
        Optional.ofNullable(values.get("trustStorePassword"))
                .ifPresent(word -> settings.put("database.ssl.truststore.password", word));
    }

    private static String spelled(String mode, DatabaseSource.Kind kind) {
        if (kind == DatabaseSource.Kind.MARIADB) {
            return mode;
        }
        return switch (mode) {
            case "disable" -> "disabled";
            case "trust" -> "required";
            case "verify-ca" -> "verify_ca";
            default -> "verify_identity";
        };
    }
}
