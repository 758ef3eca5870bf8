package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;
import shopstream.ingestion.discovery.DatabaseAddress;
import shopstream.ingestion.discovery.DiscoveryFailure;
import shopstream.ingestion.discovery.SchemaReader;

/** Where the address asks for encryption, every connection is encrypted, that which follows the log too. */
class EncryptedSourceIT {
    private static final Contract ORDERS = contract("orders", key("id", new Whole(32)), column("status", new Text(12)));
    private static final String[] TABLE = {
        "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(12))", "INSERT INTO orders VALUES (1, 'a')"
    };

    @TempDir
    Path directory;

    @Test
    void postgresqlIsFollowedThroughTlsByACertificateThatIsTrusted() throws Exception {
        Certificate certificate = Certificate.madeIn(directory);
        try (Postgres server = Postgres.start(
                        directory.resolve("server"),
                        "ssl=on",
                        "ssl_cert_file=" + certificate.certificate(),
                        "ssl_key_file=" + certificate.key());
                EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"))) {
            server.execute("", "CREATE DATABASE shop");
            server.execute("shop", TABLE);
            DatabaseSource source = source(
                            server, "postgresql", "?sslmode=verify-full&sslrootcert=" + certificate.certificate())
                    .with(ServerObjects.of("shop", "shop").creating(true));
            assertThat(SourceInspection.of(source, List.of(ORDERS)).passed()).isTrue();
            try (Following following = Following.of(source, log(broker), ORDERS).untilStreaming()) {
                server.execute("shop", "INSERT INTO orders VALUES (2, 'b')");
                following.untilCaughtUp();
                assertThat(following.table("orders")).hasSize(2);
                assertThat(server.column(
                                "shop",
                                "SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename ="
                                        + " 'capture'"))
                        .containsExactly("t");
            }
            Path other = Certificate.madeIn(Files.createDirectory(directory.resolve("other")))
                    .certificate();
            assertThat(discovered(
                            server, "postgresql", "?sslmode=verify-full&sslrootcert=" + certificate.certificate()))
                    .isEqualTo(1);
            assertThatThrownBy(() -> discovered(server, "postgresql", "?sslmode=verify-full&sslrootcert=" + other))
                    .isInstanceOf(DiscoveryFailure.class);
            DatabaseSource distrusting = source(server, "postgresql", "?sslmode=verify-full&sslrootcert=" + other);
            assertThat(SourceInspection.of(distrusting, List.of(ORDERS)).passed())
                    .isFalse();
        }
    }

    @Test
    void mariaDbIsFollowedThroughTlsByACertificateThatIsTrusted() throws Exception {
        Certificate certificate = Certificate.madeIn(directory);
        try (MariaDb server = MariaDb.start(
                        MariaDb.NEWEST,
                        directory.resolve("server"),
                        "--ssl",
                        "--ssl-cert=" + certificate.certificate(),
                        "--ssl-key=" + certificate.key());
                EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"))) {
            server.execute("", "CREATE DATABASE shop", "ALTER USER 'capture'@'%' REQUIRE SSL");
            server.execute("shop", TABLE);
            DatabaseSource source = source(
                    server,
                    "mariadb",
                    "?sslMode=verify-full&trustStore=" + certificate.trustStore() + "&trustStorePassword="
                            + Certificate.WORD);
            try (Following following = Following.of(source, log(broker), ORDERS).untilStreaming()) {
                server.execute("shop", "INSERT INTO orders VALUES (2, 'b')");
                following.untilCaughtUp();
                assertThat(following.table("orders")).hasSize(2);
            }
            assertThat(discovered(
                            server,
                            "mariadb",
                            "?sslMode=verify-full&trustStore=" + certificate.trustStore() + "&trustStorePassword="
                                    + Certificate.WORD))
                    .isEqualTo(1);
            assertThatThrownBy(() -> discovered(server, "mariadb", "")).isInstanceOf(DiscoveryFailure.class);
            assertThat(SourceInspection.of(source(server, "mariadb", ""), List.of(ORDERS))
                            .passed())
                    .isFalse();
        }
    }

    /** How many tables are seen. */
    private static int discovered(Server server, String kind, String options) {
        String url = "jdbc:" + kind + "://127.0.0.1:" + server.port() + "/shop" + options;
        return SchemaReader.read(DatabaseAddress.of(url), "capture", "capture", words -> {})
                .tables()
                .size();
    }

    private static DatabaseSource source(Server server, String kind, String options) {
        return DatabaseSource.at(
                "shop",
                "jdbc:" + kind + "://127.0.0.1:" + server.port() + "/shop" + options,
                "capture",
                "capture",
                ZoneOffset.UTC);
    }

    private static LogAddress log(EmbeddedBroker broker) {
        return new LogAddress(broker.bootstrapServers(), Map.of(), "shop", (short) 1);
    }
}
