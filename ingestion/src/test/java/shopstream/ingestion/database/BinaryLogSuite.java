package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.contracts.ColumnType.Day;
import shopstream.contracts.ColumnType.Decimal;
import shopstream.contracts.ColumnType.Flag;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

/** Values of every type that a binary log can hold: they are the same whether read from the table or from the log. */
abstract class BinaryLogSuite extends CaptureSuite {
    private static final String KINDS =
            "INSERT INTO kinds VALUES (%d, 'b', 'x,y', 1, 1999, '2024-02-29 12:00:00.123456',"
                    + " '0000-00-00', '2024-02-29 12:00:00.120', 18446744073709551615, '{\"a\":1}', b'1')";

    /** The type of a UUID. */
    abstract String uuid();

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
                    + "\"j\":\"{\\\"a\\\":1}\",\"b\":true}";
            assertThat(following.quarantine()).isEmpty();
            assertThat(following.table("kinds"))
                    .isEqualTo(Map.of("{\"id\":1}", "{\"id\":1" + values, "{\"id\":2}", "{\"id\":2" + values));
        }
    }

    /** An update that touches none of the columns brings the row as the log writes it. */
    @Test
    void aRowThatIsTouchedStaysAsItWasReadWhateverItsTypes() throws Exception {
        server().execute(
                        database(),
                        "CREATE TABLE every (id INT PRIMARY KEY, touched INT DEFAULT 0, ti TINYINT, tu TINYINT UNSIGNED,"
                                + " si SMALLINT, mi MEDIUMINT, iu INT UNSIGNED, bi BIGINT, bu BIGINT UNSIGNED,"
                                + " de DECIMAL(30,10), fl FLOAT, do DOUBLE, ye YEAR, b BIT(1), da DATE, d0 DATETIME,"
                                + " d6 DATETIME(6), t0 TIMESTAMP NULL, t6 TIMESTAMP(6) NULL, ch CHAR(10), vc VARCHAR(20),"
                                + " la VARCHAR(20) CHARACTER SET latin1, tx TEXT, en ENUM('x','y z'), se SET('p','q'),"
                                + " js JSON, uu " + uuid() + ", tm TIME(3))",
                        "SET sql_mode = ''",
                        "INSERT INTO every VALUES (1, 0, -128, 255, -32768, -8388608, 4294967295, -9223372036854775808,"
                                + " 18446744073709551615, -12345678901234567890.0123456789, 16777217, 0.1, 1901, 1,"
                                + " '1000-01-01', '9999-12-31 23:59:59', '2024-02-29 12:00:00.000001',"
                                + " '1970-01-01 00:00:01', '2038-01-19 03:14:07.999999', 'a  ', ' b ', 'é', '€ 𝄞', 'y z',"
                                + " 'p,q', '{\"a\": [1.0, null]}', '123e4567-e89b-12d3-a456-426614174001', '-01:02:03.5')",
                        "INSERT INTO every (id) VALUES (2)",
                        // Of what is stored in a fixed width, the log leaves out the zeros at the end.
                        "INSERT INTO every (id, uu) VALUES (6, '123e4567-e89b-12d3-a456-426614170000'),"
                                + " (7, '123e4567-e89b-72d3-a456-426614174000'),"
                                + " (8, '00000000-0000-0000-0000-000000000000'),"
                                + " (9, '00000000-e89b-42d3-a456-426614174001')",
                        "INSERT INTO every VALUES (3, 0, 127, 0, 32767, 8388607, 0, 9223372036854775807, 0, 0.5, 0.1, 1e15,"
                                + " 0, 0, '0000-00-00', '0000-00-00', '2024-00-00', '0000-00-00', '2024-07-01 10:00:00.5',"
                                + " '', '', '', '', 'x', '', '[]', NULL, '00:00:00')",
                        "INSERT INTO every (id, fl, do, de) VALUES (4, 1234567.9, 123456789.123456789, -1), (5, 3.14159,"
                                + " 0.30000000000000004, 1e9)");
        Contract every = contract(
                "every",
                key("id", new Whole(32)),
                column("ti", new Whole(8)),
                column("tu", new Whole(16)),
                column("si", new Whole(16)),
                column("mi", new Whole(32)),
                column("iu", new Whole(64)),
                column("bi", new Whole(64)),
                column("bu", new Decimal(20, 0)),
                column("de", new Decimal(30, 10)),
                column("fl", new Decimal(30, 10)),
                column("do", new Decimal(38, 18)),
                column("ye", new Whole(16)),
                column("b", new Flag()),
                column("da", new Day()),
                column("d0", new Moment(0)),
                column("d6", new Moment(6)),
                column("t0", new Moment(0)),
                column("t6", new Moment(6)),
                column("ch", new Text(10)),
                column("vc", new Text(20)),
                column("la", new Text(20)),
                column("tx", new Text(20)),
                column("en", new Text(20)),
                column("se", new Text(20)),
                column("js", new Text(100)),
                column("uu", new Text(36)));
        try (Following following = Following.of(server().source(database(), "capture"), log(), every)
                .untilStreaming()) {
            Map<String, String> read = following.table("every");
            assertThat(following.quarantine()).isEmpty();
            server().execute(database(), "UPDATE every SET touched = 1");
            following.untilCaughtUp();

            assertThat(following.eventLog().counts().get("every").accepted()).isEqualTo(18);
            assertThat(read).hasSize(9).isEqualTo(following.table("every"));
        }
    }
}
