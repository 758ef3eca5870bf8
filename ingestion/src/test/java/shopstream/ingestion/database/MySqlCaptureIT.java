package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

@NeedsMySql
class MySqlCaptureIT extends BinaryLogSuite {
    @Override
    Server start(Path directory) throws Exception {
        return Server.start(MySql.RELEASE, directory);
    }

    @Override
    String uuid() {
        return "CHAR(36)";
    }

    /** The server writes JSON otherwise than the reader of its log. */
    @Test
    void jsonIsTheSameWhereverItIsRead() throws Exception {
        server().execute(
                        database(),
                        "CREATE TABLE notes (id INT PRIMARY KEY, touched INT DEFAULT 0, j JSON)",
                        "INSERT INTO notes (id, j) VALUES (1, '{\"b\": [1, 1.0, -0.5, 1e7, 1e20, 1e300, 5.6843418860808e-14], \"a\": null}'),"
                                + " (2, JSON_QUOTE('é \\n \" / € 𝄞')), (3, 'true'), (4, '18446744073709551615'), (5, '-9223372036854775808'),"
                                + " (6, '0.30000000000000004'), (7, '123456789.12345679'), (8, '[]'), (9, '{}')",
                        "INSERT INTO notes (id, j) VALUES (10, JSON_OBJECT('price', 12.50, 'big', 12345678901234567890.123456789)),"
                                + " (11, JSON_ARRAY(DATE '2024-02-29'))");
        Contract notes = contract("notes", key("id", new Whole(32)), column("j", new Text(1_000)));
        try (Following following = Following.of(server().source(database(), "capture"), log(), notes)
                .untilStreaming()) {
            Map<String, String> read = following.table("notes");
            server().execute(database(), "UPDATE notes SET touched = 1");
            following.untilCaughtUp();

            assertThat(following.eventLog().counts().get("notes").accepted()).isEqualTo(22);
            assertThat(read).hasSize(11).isEqualTo(following.table("notes"));
            assertThat(read.get("{\"id\":1}")).contains("{\\\"a\\\":null,\\\"b\\\":[1,1.0,-0.5,10000000,1.0E20,");
        }
    }

    @Test
    void everyRowOfACompressedTransactionArrives() throws Exception {
        try (Following following = follow().untilStreaming()) {
            server().execute(
                            database(),
                            "SET SESSION binlog_transaction_compression = ON",
                            "BEGIN",
                            "INSERT INTO orders (id, status) SELECT seq, 'In Process' FROM " + server().numbers(1, 300),
                            "INSERT INTO orders (id, status) SELECT seq, 'In Process' FROM "
                                    + server().numbers(301, 600),
                            "UPDATE orders SET status = 'New' WHERE id < 300",
                            "COMMIT");
            following.untilCaughtUp();
            assertThat(server().column("", "SHOW BINLOG EVENTS", 3)).contains("Transaction_payload");
            assertThat(following.eventLog().counts().get("orders").accepted()).isEqualTo(899);
            assertThat(following.table("orders")).hasSize(600);
            assertThat(following.table("orders").get("{\"id\":2}")).contains("New");
        }
    }
}
