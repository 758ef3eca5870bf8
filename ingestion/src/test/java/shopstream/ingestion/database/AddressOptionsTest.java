package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import shopstream.ingestion.database.DatabaseSource.Kind;

/** What an address wishes holds for Debezium as for our own connections, or is refused. */
class AddressOptionsTest {
    @Test
    void debeziumIsToldInItsOwnWords() {
        assertThat(told(Kind.MARIADB, "sslMode=verify-full&trustStore=file:///etc/shop.p12&trustStorePassword=a%26b"))
                .isEqualTo(Map.of(
                        "database.ssl.mode", "verify-full",
                        "database.ssl.truststore", "/etc/shop.p12",
                        "database.ssl.truststore.password", "a&b"));
        assertThat(told(Kind.MYSQL, "sslMode=REQUIRED")).isEqualTo(Map.of("database.ssl.mode", "required"));
        assertThat(told(Kind.POSTGRESQL, "currentSchema=web,public&sslmode=verify-ca&sslrootcert=/ca.pem"))
                .isEqualTo(Map.of("database.sslmode", "verify-ca", "database.sslrootcert", "/ca.pem"));
        assertThat(told(Kind.MARIADB, null)).isEmpty();
    }

    @Test
    void theSchemaIsTheFirstThatIsNamed() {
        assertThat(AddressOptions.of(Kind.POSTGRESQL, "sslmode=require&currentSchema=web,public")
                        .schema())
                .contains("web");
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> AddressOptions.of(Kind.MARIADB, "useSSL=true"))
                .hasMessageContaining("'useSSL'")
                .hasMessageContaining("sslMode");
        assertThatThrownBy(() -> AddressOptions.of(Kind.MARIADB, "sslMode=verify"))
                .hasMessageContaining("sslMode=verify,")
                .hasMessageContaining("verify-full");
        assertThatThrownBy(() -> AddressOptions.of(Kind.POSTGRESQL, "user=me"))
                .hasMessageContaining("keys of their own");
    }

    private static Map<Object, Object> told(Kind kind, String text) {
        Properties settings = new Properties();
        AddressOptions.of(kind, text).tell(settings, kind);
        return settings;
    }
}
