package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.contracts.ColumnType.Day;
import shopstream.contracts.ColumnType.Decimal;
import shopstream.contracts.ColumnType.Flag;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

class MariaDbCaptureIT extends CaptureSuite {
    private static final String KINDS =
            "INSERT INTO kinds VALUES (%d, 'b', 'x,y', 1, 1999, '2024-02-29 12:00:00.123456',"
                    + " '0000-00-00', '2024-02-29 12:00:00.120', 18446744073709551615, '{\"a\": 1}', b'1')";

    @Override
    Server start(Path directory) throws Exception {
        return MariaDb.start(MariaDb.NEWEST, directory);
    }

    @Override
    String zoneless() {
        return "DATETIME";
    }

    @Override
    String[] exchanged() {
        return new String[] {"RENAME TABLE orders TO old, fresh TO orders"};
    }

    @Test
    void everyTypeArrivesAlikeFromTheSnapshotAndFromTheLog() throws Exception {
        server().execute(
                        database(),
                        "CREATE TABLE kinds (id BIGINT UNSIGNED PRIMARY KEY, e ENUM('a','b'), s SET('x','y'), t TINYINT(1),"
                                + " y YEAR, ts TIMESTAMP(6) NULL, d DATE, dt DATETIME(3), u BIGINT UNSIGNED, j JSON, b BIT(1))",
                        "SET sql_mode = ''",
                        KINDS.formatted(1));
        Contract kinds = contract(
                "kinds",
                key("id", new Whole(64)),
                column("e", new Text(5)),
                column("s", new Text(5)),
                column("t", new Flag()),
                column("y", new Whole(16)),
                column("ts", new Moment(6)),
                column("d", new Day()),
                column("dt", new Moment(3)),
                column("u", new Decimal(20, 0)),
                column("j", new Text(100)),
                column("b", new Flag()));
        try (Following following = Following.of(server().source(database(), "capture"), log(), kinds)
                .untilStreaming()) {
            server().execute(database(), "SET sql_mode = ''", KINDS.formatted(2));
            following.untilCaughtUp();

            String values = ",\"e\":\"b\",\"s\":\"x,y\",\"t\":true,\"y\":1999,\"ts\":\"2024-02-29T12:00:00.123456Z\","
                    + "\"d\":null,\"dt\":\"2024-02-29T12:00:00.120Z\",\"u\":\"18446744073709551615\","
                    + "\"j\":\"{\\\"a\\\": 1}\",\"b\":true}";
            assertThat(following.quarantine()).isEmpty();
            assertThat(following.table("kinds"))
                    .isEqualTo(Map.of("{\"id\":1}", "{\"id\":1" + values, "{\"id\":2}", "{\"id\":2" + values));
        }
    }
}
