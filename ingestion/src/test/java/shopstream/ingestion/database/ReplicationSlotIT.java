package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** The slot on a PostgreSQL server: it holds back no more than it must, and its loss is noticed. */
class ReplicationSlotIT {
    private static final Contract ORDERS = contract("orders", key("id", new Whole(32)), column("status", new Text(12)));
    private static final String LAG =
            "SELECT pg_current_wal_lsn() - %s FROM pg_replication_slots WHERE slot_name = 'shop_shop'";

    private Postgres server;
    private EmbeddedBroker broker;
    private LogAddress log;

    @BeforeEach
    void startServers(@TempDir Path directory) throws Exception {
        server = Postgres.start(
                directory.resolve("server"), "max_slot_wal_keep_size=32MB", "min_wal_size=32MB", "max_wal_size=64MB");
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "shop", (short) 1);
        server.execute("", "CREATE DATABASE shop", "CREATE DATABASE other");
        server.execute(
                "shop",
                "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))",
                "INSERT INTO orders VALUES (1, 'a'), (2, 'b')");
        server.execute("other", "CREATE TABLE noise (id INT, words TEXT)");
    }

    @AfterEach
    void stopServers() {
        broker.close();
        server.close();
    }

    @Test
    void theSlotOfAQuietDatabaseMovesOnWhileOthersWrite() throws Exception {
        try (Following following = follow().untilStreaming()) {
            following.untilCaughtUp();
            noise();
            following.untilCaughtUp();
            await().atMost(Duration.ofSeconds(90)).until(() -> lag("confirmed_flush_lsn") < 1_000_000);
            // What must be kept to decode from moves when the server notes its running transactions, every 15 s.
            server.execute("postgres", "SELECT pg_log_standby_snapshot()");
            await().atMost(Duration.ofSeconds(90)).until(() -> lag("restart_lsn") < 1_000_000);
            assertThat(following.eventLog().counts().get("orders").accepted()).isEqualTo(2);
        }
    }

    @Test
    void afterASlotWasLostAllRowsAreReadAnewAndGhostsVanish() throws Exception {
        Following following = follow().untilStreaming();
        following.untilCaughtUp();
        following.close();
        server.execute("shop", "DELETE FROM orders WHERE id = 1", "INSERT INTO orders VALUES (3, 'c')");
        for (int i = 0; i < 8; i++) {
            noise();
            server.execute("other", "SELECT pg_switch_wal()", "CHECKPOINT");
        }
        assertThat(server.column("shop", "SELECT wal_status FROM pg_replication_slots"))
                .containsExactly("lost");

        following.open();
        following.untilStreaming().untilCaughtUp();
        assertThat(following.table("orders")).containsOnlyKeys("{\"id\":2}", "{\"id\":3}");
        server.execute("shop", "INSERT INTO orders VALUES (4, 'd')");
        following.untilCaughtUp();
        assertThat(following.table("orders")).hasSize(3);
        following.close();
    }

    @Test
    void withoutConsentALostSlotIsSaidWithTheStatementsForIt() throws Exception {
        DatabaseSource source = server.source("shop", "capture");
        Following following = Following.of(source.with(ServerObjects.of("shop", "shop")), log, ORDERS);
        await().atMost(Duration.ofSeconds(90)).until(() -> following.state() instanceof CaptureState.Disconnected);
        assertThat(((CaptureState.Disconnected) following.state()).message())
                .contains(
                        "CREATE PUBLICATION \"shop_shop\" FOR TABLE \"public\".\"orders\" WITH (publish_via_partition_root = true);");

        server.execute(
                "shop",
                "CREATE PUBLICATION \"shop_shop\" FOR TABLE \"public\".\"orders\" WITH (publish_via_partition_root = true);");
        await().atMost(Duration.ofSeconds(90))
                .until(() -> following.state() instanceof CaptureState.Disconnected still
                        && still.message()
                                .contains("SELECT pg_create_logical_replication_slot('shop_shop', 'pgoutput');"));
        assertThat(server.column("shop", "SELECT slot_name FROM pg_replication_slots"))
                .isEmpty();

        server.execute("shop", "SELECT pg_create_logical_replication_slot('shop_shop', 'pgoutput');");
        following.untilStreaming().untilCaughtUp();
        assertThat(following.table("orders")).hasSize(2);
        following.close();
    }

    @Test
    void aSlotThatIsReadIsAFaultOnlyForWhoWantsToReadItToo() throws Exception {
        DatabaseSource source = server.source("shop", "capture");
        try (Following following = follow().untilStreaming()) {
            following.untilCaughtUp();
            SourceInspection looking = SourceInspection.of(source, List.of(ORDERS));
            assertThat(looking.passed()).isTrue();
            assertThat(looking.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("is being read"));
            SourceInspection second = SourceInspection.beforeCapture(source, List.of(ORDERS));
            assertThat(second.passed()).isFalse();
            assertThat(second.findings().get(0).nextStep()).contains("log: prefix:");
        }
    }

    @Test
    void releaseDropsSlotAndPublicationButNotUnderARunningCapture() throws Exception {
        DatabaseSource source = server.source("shop", "capture");
        Following following = follow().untilStreaming();
        following.untilCaughtUp();
        assertThatThrownBy(() -> SourceRelease.of(source))
                .isInstanceOf(ReleaseRefused.class)
                .hasMessageContaining("is being read");
        following.close();

        await().atMost(Duration.ofSeconds(90))
                .until(() -> server.column("shop", "SELECT active FROM pg_replication_slots")
                        .equals(List.of("f")));
        assertThat(SourceRelease.of(source))
                .anyMatch(line -> line.startsWith("The slot shop_shop was dropped"))
                .anyMatch(line -> line.equals("The publication shop_shop was dropped."));
        assertThat(server.column(
                        "shop",
                        "SELECT slot_name FROM pg_replication_slots UNION ALL SELECT pubname FROM pg_publication"))
                .isEmpty();
    }

    private Following follow() {
        return Following.of(server.source("shop", "capture"), log, ORDERS);
    }

    private void noise() throws Exception {
        server.execute(
                "other", "INSERT INTO noise SELECT n, repeat(md5(n::text), 10) FROM generate_series(1, 20000) n");
    }

    private long lag(String column) throws Exception {
        return Long.parseLong(server.column("shop", LAG.formatted(column)).get(0));
    }
}
