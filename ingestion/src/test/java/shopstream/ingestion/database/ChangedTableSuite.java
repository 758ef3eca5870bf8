package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

/** A table that is emptied, made anew, or has other columns than before: what is then in the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChangedTableSuite extends CapturedDatabase {
    /** Longer than several beats in which it could be claimed. */
    private static final Duration SLOWLY = Duration.ofSeconds(1);

    @Test
    void aTruncatedTableIsEmptyInTheLogToo() throws Exception {
        server.execute(database, "INSERT INTO orders VALUES (1, NULL, 1, NULL, NULL), (2, NULL, 2, NULL, NULL)");
        try (Following following = follow().untilStreaming()) {
            server.execute(database, "TRUNCATE TABLE orders");
            following.untilCaughtUp();
            assertThat(following.table("orders")).isEmpty();
            assertThat(following.eventLog().epoch()).as("nothing is read anew").isEqualTo(1);

            server.execute(database, "INSERT INTO orders (id) VALUES (9)");
            following.untilCaughtUp();
            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":9}");
        }
    }

    @Test
    void aTableMadeAnewHasItsNewRowsOnly() throws Exception {
        server.execute(database, "INSERT INTO orders (id) VALUES (1), (2)");
        try (Following following = follow().untilStreaming()) {
            server.execute(database, table("fresh"), "INSERT INTO fresh (id) VALUES (5)");
            server.execute(database, server.exchanged("orders", "fresh"));
            following.untilCaughtUp();

            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":5}");
        }
    }

    @Test
    void nothingIsClaimedBeforeTheRowsThatWentAreGone() throws Exception {
        server.execute(database, "INSERT INTO orders (id) VALUES (1), (2)");
        try (Following following = Following.of(
                        server.source(database, "capture"), log, (dataset, rows) -> pause(SLOWLY), ORDERS)
                .untilStreaming()) {
            server.execute(database, table("fresh"), "INSERT INTO fresh (id) VALUES (5)");
            server.execute(database, server.exchanged("orders", "fresh"));
            following.untilCaughtUp();

            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":5}");
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTableMadeAnewWhileNobodyFollowedHasItsNewRowsOnly() throws Exception {
        server.execute(database, "INSERT INTO orders (id) VALUES (1), (2)");
        Following following = follow().untilStreaming();
        following.untilCaughtUp();
        following.close();
        server.execute(database, table("fresh"), "INSERT INTO fresh (id) VALUES (5)");
        server.execute(database, server.exchanged("orders", "fresh"));
        following.open();
        following.untilStreaming().untilCaughtUp();
        assertThat(following.table("orders")).containsOnlyKeys("{\"id\":5}");
        following.close();
    }

    @Test
    void aColumnThatTookAnothersPlaceIsReadAnew() throws Exception {
        server.execute(database, "INSERT INTO orders (id, price) VALUES (1, 10), (2, 20)");
        try (Following following = follow().untilStreaming()) {
            server.execute(database, "ALTER TABLE orders ADD COLUMN doubled DECIMAL(10,2)");
            following.untilCaughtUp();
            assertThat(following.reread()).isEmpty();
            server.execute(
                    database,
                    "UPDATE orders SET doubled = price * 2",
                    "ALTER TABLE orders DROP COLUMN price",
                    "ALTER TABLE orders RENAME COLUMN doubled TO price");
            following.untilCaughtUp();
            assertThat(following.reread()).contains("orders");
            assertThat(following.table("orders").get("{\"id\":1}")).contains("\"price\":\"20.00\"");
        }
    }

    @Test
    void rowsAreReadAnewWhereTheContractMakesSomethingElseOfThem() throws Exception {
        server.execute(database, "INSERT INTO orders (id, secret) VALUES (1, 'x')");
        try (Following following = follow().untilStreaming()) {
            following.untilCaughtUp();
        }
        try (Following again = follow().untilStreaming()) {
            again.untilCaughtUp();
            assertThat(again.reread()).isEmpty();
        }
        Contract wider = contract("orders", key("id", new Whole(32)), column("secret", new Text(12)));
        try (Following following =
                Following.of(server.source(database, "capture"), log, wider).untilStreaming()) {
            following.untilCaughtUp();
            assertThat(following.reread()).contains("orders (contract.yaml)");
            assertThat(following.table("orders")).containsEntry("{\"id\":1}", "{\"id\":1,\"secret\":\"x\"}");
        }
    }

    @Test
    void aNewColumnDisturbsNothingAndADroppedOneQuarantines() throws Exception {
        try (Following following = follow().untilStreaming()) {
            server.execute(
                    database,
                    "ALTER TABLE orders ADD COLUMN note VARCHAR(9), ADD COLUMN place POINT",
                    "INSERT INTO orders (id, status) VALUES (1, 'On Hold')");
            following.untilCaughtUp();
            assertThat(following.table("orders").get("{\"id\":1}")).contains("On Hold");

            server.execute(
                    database, "ALTER TABLE orders DROP COLUMN status", "INSERT INTO orders (id, price) VALUES (2, 1)");
            following.untilCaughtUp();
            assertThat(following.table("orders")).containsOnlyKeys("{\"id\":1}");
            assertThat(following.quarantine()).singleElement().asString().contains("required");
        }
    }
}
