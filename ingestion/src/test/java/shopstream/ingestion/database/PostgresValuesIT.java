package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Day;
import shopstream.contracts.ColumnType.Decimal;
import shopstream.contracts.ColumnType.Flag;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** PostgreSQL's own kinds of value, from the snapshot and from the log. */
class PostgresValuesIT {
    private static final Text TEXT = new Text(Integer.MAX_VALUE);

    private static int number;
    private static Postgres server;
    private static EmbeddedBroker broker;

    private String database;
    private LogAddress log;

    @BeforeAll
    static void startServers(@TempDir Path directory) throws Exception {
        server = Postgres.start(directory.resolve("server"));
        broker = EmbeddedBroker.start(directory.resolve("log"));
    }

    @AfterAll
    static void stopServers() {
        broker.close();
        server.close();
    }

    @BeforeEach
    void freshDatabase() throws Exception {
        database = "values" + ++number;
        log = new LogAddress(broker.bootstrapServers(), Map.of(), database, (short) 1);
        server.execute("", "CREATE DATABASE " + database);
    }

    @Test
    void everyTypeArrivesAlikeFromTheSnapshotAndFromTheLog() throws Exception {
        server.execute(
                database,
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE DOMAIN price AS numeric(10,2)",
                "CREATE TABLE kinds (id bigint PRIMARY KEY, e mood, n numeric, p price, b boolean, u uuid, j jsonb,"
                        + " c char(5), d date, ts timestamp(3), tz timestamptz, f real, t time)",
                kinds(1));
        Contract kinds = contract(
                "kinds",
                key("id", new Whole(64)),
                column("e", TEXT),
                column("n", new Decimal(30, 10)),
                column("p", new Decimal(10, 2)),
                column("b", new Flag()),
                column("u", TEXT),
                column("j", TEXT),
                column("c", TEXT),
                column("d", new Day()),
                column("ts", new Moment(3)),
                column("tz", new Moment(6)),
                column("f", new Decimal(5, 2)),
                column("t", TEXT));
        DatabaseSource inBerlin = inZone(server.source(database, "capture"), ZoneId.of("Europe/Berlin"));
        try (Following following = Following.of(inBerlin, log, kinds).untilStreaming()) {
            server.execute(database, kinds(2));
            following.untilCaughtUp();

            String values = ",\"e\":\"ok\",\"n\":\"12345678901234567.8900000000\",\"p\":\"9.90\",\"b\":true,"
                    + "\"u\":\"123e4567-e89b-12d3-a456-426614174000\",\"j\":\"{\\\"a\\\": 1}\",\"c\":\"ab\","
                    + "\"d\":\"2024-02-29\",\"ts\":\"2024-02-29T11:00:00.120Z\",\"tz\":\"2024-02-29T10:00:00.123456Z\","
                    + "\"f\":\"0.10\",\"t\":\"10:30:00.500\"}";
            assertThat(following.quarantine()).isEmpty();
            assertThat(following.table("kinds"))
                    .isEqualTo(Map.of("{\"id\":1}", "{\"id\":1" + values, "{\"id\":2}", "{\"id\":2" + values));
        }
    }

    /** An update that touches none of the columns brings the row as the log writes it. */
    @Test
    void aRowThatIsTouchedStaysAsItWasReadWhateverItsTypes() throws Exception {
        server.execute(
                database,
                "CREATE TYPE size AS ENUM ('small', 'very large')",
                "CREATE DOMAIN amount AS numeric(12,3)",
                "CREATE TABLE every (id int PRIMARY KEY, touched int, i2 int2, i8 int8, n numeric, a amount, f4 float4,"
                        + " f8 float8, b bool, vc varchar(20), bp char(8), tx text, uu uuid, js json, jb jsonb, ip inet,"
                        + " ci cidr, en size, da date, ts timestamp, t3 timestamp(3), tz timestamptz, ti time)",
                "INSERT INTO every VALUES (1, 0, -32768, -9223372036854775808, 12345678901234567890.000000001, -1.5, 0.1,"
                        + " 0.30000000000000004, true, ' b ', 'a  ', '€ 𝄞', '123e4567-e89b-12d3-a456-426614174000',"
                        + " '{\"a\":  [1.0]}', '{\"a\":  [1.0]}', '10.0.0.1/8', '10.0.0.0/8', 'very large',"
                        + " '9999-12-31', '9999-12-31 23:59:59.999999', '2024-02-29 12:00:00.120',"
                        + " '2024-07-01 12:00:00.5+02', '10:30:00.000001')",
                "INSERT INTO every (id) VALUES (2)",
                "INSERT INTO every VALUES (3, 0, 32767, 9223372036854775807, 0.10, 0, 16777216, 1e15, false, '', '', '',"
                        + " NULL, '[]', '[]', '::1', '::/0', 'small', '0001-01-01', '1900-01-01', '1970-01-01',"
                        + " '0001-01-01 00:00+00', '00:00:00')");
        Contract every = contract(
                "every",
                key("id", new Whole(32)),
                column("i2", new Whole(16)),
                column("i8", new Whole(64)),
                column("n", new Decimal(38, 10)),
                column("a", new Decimal(12, 3)),
                column("f4", new Decimal(20, 5)),
                column("f8", new Decimal(38, 18)),
                column("b", new Flag()),
                column("vc", TEXT),
                column("bp", TEXT),
                column("tx", TEXT),
                column("uu", TEXT),
                column("js", TEXT),
                column("jb", TEXT),
                column("ip", TEXT),
                column("ci", TEXT),
                column("en", TEXT),
                column("da", new Day()),
                column("ts", new Moment(6)),
                column("t3", new Moment(3)),
                column("tz", new Moment(6)),
                column("ti", TEXT));
        try (Following following =
                Following.of(server.source(database, "capture"), log, every).untilStreaming()) {
            Map<String, String> read = following.table("every");
            assertThat(following.quarantine()).isEmpty();
            server.execute(database, "UPDATE every SET touched = 1");
            following.untilCaughtUp();

            assertThat(following.eventLog().counts().get("every").accepted()).isEqualTo(6);
            assertThat(read).hasSize(3).isEqualTo(following.table("every"));
        }
    }

    private static String kinds(int id) {
        return "INSERT INTO kinds VALUES (" + id + ", 'ok', 12345678901234567.89, 9.9, true,"
                + " '123e4567-e89b-12d3-a456-426614174000', '{\"a\": 1}', 'ab', '2024-02-29', '2024-02-29 12:00:00.12',"
                + " '2024-02-29 12:00:00.123456+02', 0.1, '10:30:00.5')";
    }

    @Test
    void infinityAndWhatIsNoNumberAreRejectedAndShown() throws Exception {
        server.execute(
                database,
                "CREATE TABLE odd (id int PRIMARY KEY, d date, ts timestamp, tz timestamptz, n numeric)",
                odd(0));
        Contract odd = contract(
                "odd",
                key("id", new Whole(32)),
                column("d", new Day()),
                column("ts", new Moment(6)),
                column("tz", new Moment(6)),
                column("n", new Decimal(10, 2)));
        try (Following following =
                Following.of(server.source(database, "capture"), log, odd).untilStreaming()) {
            server.execute(
                    database,
                    odd(10),
                    "INSERT INTO odd VALUES (99, '1970-01-01', '1970-01-01', '1970-01-01 00:00+00', 0)");
            following.untilCaughtUp();

            assertThat(following.table("odd"))
                    .isEqualTo(
                            Map.of(
                                    "{\"id\":99}",
                                    "{\"id\":99,\"d\":\"1970-01-01\",\"ts\":\"1970-01-01T00:00:00Z\",\"tz\":\"1970-01-01T00:00:00Z\",\"n\":\"0.00\"}"));
            assertThat(following.quarantine())
                    .hasSize(14)
                    .allMatch(row -> row.contains("infinity") || row.contains("NAN"));
        }
    }

    private static String odd(int from) {
        return "INSERT INTO odd VALUES (" + (from + 1) + ", 'infinity', NULL, NULL, 1), (" + (from + 2)
                + ", '-infinity', NULL, NULL, 1), (" + (from + 3) + ", NULL, 'infinity', NULL, 1), (" + (from + 4)
                + ", NULL, '-infinity', NULL, 1), (" + (from + 5) + ", NULL, NULL, 'infinity', 1), (" + (from + 6)
                + ", NULL, NULL, '-infinity', 1), (" + (from + 7) + ", NULL, NULL, NULL, 'NaN')";
    }

    @Test
    void aLargeValueThatDidNotChangeIsSentWhereWholeRowsAreLogged() throws Exception {
        server.execute(database, notes(), "ALTER TABLE notes REPLICA IDENTITY FULL", note(1));
        try (Following following = followNotes().untilStreaming()) {
            server.execute(database, note(2), "UPDATE notes SET kind = 'b'", "DELETE FROM notes WHERE id = 1");
            following.untilCaughtUp();

            assertThat(following.table("notes")).containsOnlyKeys("{\"id\":2}");
            assertThat(following.table("notes").get("{\"id\":2}"))
                    .contains("\"kind\":\"b\"")
                    .hasSizeGreaterThan(30_000);
            assertThat(following.quarantine()).isEmpty();
        }
    }

    @Test
    void aLargeValueThatIsNotSentNeverReachesTheLog() throws Exception {
        server.execute(database, notes(), note(1));
        try (Following following = followNotes().untilStreaming()) {
            server.execute(database, "UPDATE notes SET kind = 'b'");
            following.untilCaughtUp();

            assertThat(following.table("notes").get("{\"id\":1}"))
                    .contains("\"kind\":\"a\"")
                    .hasSizeGreaterThan(30_000);
            assertThat(following.quarantine())
                    .singleElement()
                    .asString()
                    .contains("body")
                    .contains("required")
                    .doesNotContain("unchanged");
            assertThat(following.eventLog().counts().get("notes").stale()).isEqualTo(1);
        }
    }

    private static String notes() {
        return "CREATE TABLE notes (id int PRIMARY KEY, kind text, body text)";
    }

    private static String note(int id) {
        return "INSERT INTO notes SELECT " + id + ", 'a', string_agg(md5(n::text), '') FROM generate_series(1, 1000) n";
    }

    private Following followNotes() {
        return Following.of(
                server.source(database, "capture"),
                log,
                contract("notes", key("id", new Whole(32)), column("kind", TEXT), column("body", TEXT)));
    }

    private static DatabaseSource inZone(DatabaseSource source, ZoneId zone) {
        return new DatabaseSource(
                source.name(),
                source.kind(),
                source.host(),
                source.port(),
                source.database(),
                source.schema(),
                source.user(),
                source.password(),
                zone,
                source.serverObjects(),
                source.budget(),
                source.options());
    }
}
