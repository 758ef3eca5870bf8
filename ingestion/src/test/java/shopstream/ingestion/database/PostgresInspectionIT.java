package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Decimal;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

/** What an administrator of a PostgreSQL server is told, with the statement that mends it. */
class PostgresInspectionIT {
    private static final Contract ORDERS =
            contract("orders", key("id", new Whole(32)), column("placed", new Moment(6)));

    private static Postgres server;

    @BeforeAll
    static void startServer(@TempDir Path directory) throws Exception {
        server = Postgres.start(directory, "max_slot_wal_keep_size=10GB");
        server.execute("", "CREATE DATABASE shop", "CREATE ROLE narrow LOGIN PASSWORD 'narrow'");
        server.execute(
                "shop",
                "CREATE SCHEMA sales",
                "CREATE TABLE orders (id INT PRIMARY KEY, placed TIMESTAMP)",
                "CREATE TABLE sales.lines (id INT PRIMARY KEY, note TEXT, total MONEY, tags TEXT[],"
                        + " twice INT GENERATED ALWAYS AS (id * 2) STORED)",
                "CREATE TABLE notes (id INT, placed TIMESTAMP)",
                "CREATE TABLE pairs (a INT, b INT, PRIMARY KEY (a, b))",
                "ALTER TABLE pairs REPLICA IDENTITY NOTHING",
                "CREATE TABLE late (id INT PRIMARY KEY DEFERRABLE)",
                "CREATE VIEW recent AS SELECT * FROM orders");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void nothingIsFoundWhereEverythingIsInOrder() {
        assertThat(inspected("capture", true, ORDERS).findings()).isEmpty();
    }

    @Test
    void withoutConsentTheStatementsForTheAdministratorArePrinted() {
        assertThat(steps(inspected("capture", false, ORDERS)))
                .hasSize(2)
                .anyMatch(step -> step.contains("SELECT pg_create_logical_replication_slot('log_shop', 'pgoutput');"))
                .anyMatch(
                        step -> step.contains(
                                "CREATE PUBLICATION \"log_shop\" FOR TABLE \"public\".\"orders\" WITH (publish_via_partition_root = true);"));
    }

    @Test
    void noStatementThatIsPrintedWouldMakeTheShopsChangesFail() {
        Contract notes = contract("notes", key("id", new Whole(32)));
        Contract pairs = contract("pairs", key("a", new Whole(32)), key("b", new Whole(32)));
        Contract late = contract("late", key("id", new Whole(32)));
        assertThat(steps(inspected("capture", false, ORDERS, notes, pairs, late)))
                .anyMatch(step -> step.contains("ALTER TABLE \"public\".\"late\" REPLICA IDENTITY FULL;"))
                .filteredOn(step -> step.contains("CREATE PUBLICATION"))
                .singleElement()
                .asString()
                .contains("FOR TABLE \"public\".\"orders\" WITH");
    }

    @Test
    void rightsThatAreMissingAreWrittenOutExactly() {
        assertThat(steps(inspected("narrow", true, ORDERS)))
                .containsExactly(
                        "Let an administrator run: ALTER ROLE \"narrow\" REPLICATION; (on Amazon RDS: GRANT rds_replication TO"
                                + " \"narrow\";)",
                        "Let an administrator run: GRANT pg_read_all_stats TO \"narrow\";",
                        "Let an administrator run: GRANT USAGE ON SCHEMA \"public\" TO \"narrow\"; GRANT SELECT ON"
                                + " \"public\".\"orders\" TO \"narrow\";");
    }

    @Test
    void everythingWrongWithTheTablesIsSaidAtOnce() {
        SourceInspection inspection = inspected(
                "capture",
                true,
                contract("order", key("id", new Whole(32))),
                contract("orders", key("id", new Text(9)), column("plcaed", new Moment(6))),
                contract("notes", key("id", new Whole(32))),
                contract("pairs", key("a", new Whole(32)), key("b", new Whole(32))),
                contract(
                        "sales.lines",
                        key("id", new Whole(32)),
                        column("note", new Text(99)),
                        column("total", new Decimal(10, 2)),
                        column("tags", new Text(99)),
                        column("twice", new Whole(32))),
                contract("recent", key("id", new Whole(32))));

        assertThat(inspection.missingDatasets()).containsExactly("order");
        assertThat(inspection.findings().stream()
                        .map(finding -> finding.message() + " " + finding.nextStep())
                        .toList())
                .anyMatch(text -> text.contains("public.order that") && text.contains("is orders"))
                .anyMatch(text -> text.contains("orders.id is integer, but the contract wants text"))
                .anyMatch(text -> text.contains("has no column plcaed") && text.contains("is placed"))
                .anyMatch(text -> text.contains("notes has no primary key"))
                .anyMatch(text -> text.contains("ALTER TABLE \"public\".\"pairs\" REPLICA IDENTITY DEFAULT;"))
                .anyMatch(text -> text.contains("ALTER TABLE \"sales\".\"lines\" REPLICA IDENTITY FULL;"))
                .anyMatch(text -> text.contains("sales.lines.total is money"))
                .anyMatch(text -> text.contains("sales.lines.tags is text[], an array"))
                .anyMatch(text -> text.contains("sales.lines.twice is integer, which the server computes"))
                .anyMatch(text -> text.contains("recent") && text.contains("is not a table"))
                .hasSize(10);
    }

    @Test
    void aWrongAddressPasswordOrDatabaseIsNamed() {
        String at = "127.0.0.1:" + server.port();
        assertThat(messages(SourceInspection.of(server.source("shop", "capture", 1), List.of(ORDERS))))
                .containsExactly("Nothing answers at 127.0.0.1:1.");
        assertThat(messages(SourceInspection.of(server.source("nowhere", "capture"), List.of(ORDERS))))
                .containsExactly("The server at " + at + " has no database 'nowhere'.");
        assertThat(messages(SourceInspection.of(server.source("shop", "nobody"), List.of(ORDERS))))
                .singleElement()
                .asString()
                .startsWith("The server at " + at + " refuses the user 'nobody'");
    }

    @Test
    void aServerThatLogsNoRowsOrKeepsLogWithoutLimitIsSaid(@TempDir Path directory) throws Exception {
        try (Postgres other = Postgres.startBare(directory.resolve("a"), List.of("wal_level=replica"))) {
            other.execute("", "CREATE DATABASE shop");
            other.execute("shop", "CREATE TABLE orders (id INT PRIMARY KEY, placed TIMESTAMP)");
            assertThat(steps(SourceInspection.of(other.source("shop", "capture"), List.of(ORDERS))))
                    .containsExactly(
                            "Let an administrator run: ALTER SYSTEM SET wal_level = 'logical'; and restart the server"
                                    + " (on Amazon RDS: set rds.logical_replication to 1 in the parameter group, and"
                                    + " reboot).");
        }
        try (Postgres other =
                Postgres.startBare(directory.resolve("b"), List.of("wal_level=logical", "max_replication_slots=1"))) {
            other.execute("", "CREATE DATABASE shop");
            other.execute(
                    "shop",
                    "CREATE TABLE orders (id INT PRIMARY KEY, placed TIMESTAMP)",
                    "SELECT pg_create_logical_replication_slot('somebodys', 'pgoutput')");
            assertThat(messages(SourceInspection.of(other.source("shop", "capture"), List.of(ORDERS))))
                    .hasSize(2)
                    .anyMatch(message -> message.contains("has no replication slot left"))
                    .anyMatch(message -> message.contains("without a limit (max_slot_wal_keep_size is -1)"));
        }
    }

    private static SourceInspection inspected(String user, boolean mayCreate, Contract... contracts) {
        return SourceInspection.of(
                server.source("shop", user).with(ServerObjects.of("log", "shop").creating(mayCreate)),
                List.of(contracts));
    }

    private static List<String> messages(SourceInspection inspection) {
        return inspection.findings().stream().map(Finding::message).toList();
    }

    private static List<String> steps(SourceInspection inspection) {
        return inspection.findings().stream().map(Finding::nextStep).toList();
    }
}
