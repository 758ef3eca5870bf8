package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

class SourceInspectionIT {
    private static final Contract ORDERS =
            contract("orders", key("id", new Whole(32)), column("placed", new Moment(6)));

    private static MariaDb server;

    @BeforeAll
    static void startServer(@TempDir Path directory) throws Exception {
        server = MariaDb.start(MariaDb.OLDEST, directory);
        server.execute(
                "",
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id INT PRIMARY KEY, placed DATETIME)",
                "CREATE TABLE shop.notes (id INT, placed VARCHAR(20))",
                "CREATE TABLE shop.pairs (a INT, b INT, PRIMARY KEY (a, b))",
                "CREATE TABLE shop.visits (id INT PRIMARY KEY, address INET6)",
                "CREATE VIEW shop.recent AS SELECT * FROM shop.orders",
                "CREATE USER narrow@'127.0.0.1' IDENTIFIED BY 'narrow'",
                "CREATE USER sel@'%' IDENTIFIED BY 'sel'",
                "GRANT SELECT ON shop.orders TO sel@'%'",
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO sel@'%'");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void nothingIsFoundWhereEverythingIsInOrder() {
        SourceInspection inspection = inspected("capture", ORDERS);

        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.missingDatasets()).isEmpty();
    }

    @Test
    void aWrongAddressSaysThatNothingAnswers() {
        DatabaseSource wrong =
                DatabaseSource.at("shop", "jdbc:mariadb://127.0.0.1:1/shop", "capture", "capture", ZoneOffset.UTC);

        assertThat(messages(SourceInspection.of(wrong, List.of(ORDERS))))
                .containsExactly("Nothing answers at 127.0.0.1:1.");
    }

    @Test
    void aWrongPasswordAndAnUnknownDatabaseAreNamed() {
        DatabaseSource wrong = DatabaseSource.at(
                "shop", "jdbc:mariadb://127.0.0.1:" + server.port() + "/shop", "capture", "guess", ZoneOffset.UTC);

        assertThat(messages(SourceInspection.of(wrong, List.of(ORDERS))))
                .containsExactly("The server at 127.0.0.1:" + server.port()
                        + " refuses the user 'capture': wrong name or password.");
        assertThat(messages(SourceInspection.of(server.source("nowhere", "capture"), List.of(ORDERS))))
                .containsExactly("The server at 127.0.0.1:" + server.port() + " has no database 'nowhere'.");
    }

    @Test
    void theGrantsThatAreMissingAreWrittenOutExactly() {
        assertThat(steps(inspected("narrow", ORDERS)))
                .containsExactly(
                        "Correct the name, or let an administrator run: GRANT SELECT ON `shop`.* TO 'narrow'@'127.0.0.1';",
                        "Let an administrator run: GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'narrow'@'127.0.0.1';");
        assertThat(steps(inspected("sel", ORDERS, contract("pairs", key("a", new Whole(32)), key("b", new Whole(32))))))
                .containsExactly("Let an administrator run: GRANT SELECT ON `shop`.`pairs` TO 'sel'@'%';");
    }

    @Test
    void everythingWrongWithTheTablesIsSaidAtOnce() {
        SourceInspection inspection = inspected(
                "capture",
                contract("order", key("id", new Whole(32))),
                contract("orders", key("id", new Text(9)), column("plcaed", new Moment(6))),
                contract("notes", key("id", new Whole(32)), column("placed", new Moment(6))),
                contract("pairs", key("a", new Whole(32))),
                contract("recent", key("id", new Whole(32))),
                contract("visits", key("id", new Whole(32))));

        assertThat(inspection.missingDatasets()).containsExactly("order");
        assertThat(messages(inspection))
                .anyMatch(message -> message.startsWith("The table order that contract.yaml:1 names is not in shop"))
                .anyMatch(message -> message.contains("orders.id is int(11), but the contract wants text"))
                .anyMatch(message -> message.contains("has no column plcaed") && message.contains("is placed"))
                .anyMatch(message -> message.contains("notes has no primary key"))
                .anyMatch(message -> message.contains("notes.placed is varchar(20), but the contract wants moments"))
                .anyMatch(message -> message.contains("pairs is (a, b)") && message.contains("says (a)"))
                .anyMatch(message -> message.contains("recent") && message.contains("is a view"))
                .anyMatch(message -> message.contains("visits cannot be followed") && message.contains("type inet6"))
                .hasSize(8);
    }

    @Test
    void aServerWithoutAProperBinaryLogIsRefused(@TempDir Path directory) throws Exception {
        try (MariaDb other = MariaDb.startBare(MariaDb.NEWEST, directory, List.of())) {
            other.execute("", "CREATE DATABASE shop", "CREATE TABLE shop.orders (id INT PRIMARY KEY, placed DATETIME)");

            assertThat(steps(SourceInspection.of(other.source("shop", "capture"), List.of(ORDERS))))
                    .containsExactly(
                            "Add the lines `log-bin = binlog`, `binlog_format = ROW`, `binlog_row_image = FULL`"
                                    + " and `server-id = 1` under [mysqld] to the server's my.cnf and restart it.");
        }
    }

    @Test
    void aBinaryLogWithoutWholeRowsIsRefused() throws Exception {
        server.execute("", "SET GLOBAL binlog_format = 'MIXED'", "SET GLOBAL binlog_row_image = 'MINIMAL'");
        try {
            assertThat(messages(inspected("capture", ORDERS)))
                    .anyMatch(message -> message.contains("has binlog_format MIXED, and capture needs ROW"))
                    .anyMatch(message -> message.contains("has binlog_row_image MINIMAL, and capture needs FULL"));
        } finally {
            server.execute("", "SET GLOBAL binlog_format = 'ROW'", "SET GLOBAL binlog_row_image = 'FULL'");
        }
    }

    private static SourceInspection inspected(String user, Contract... contracts) {
        return SourceInspection.of(server.source("shop", user), List.of(contracts));
    }

    private static List<String> messages(SourceInspection inspection) {
        return inspection.findings().stream().map(Finding::message).toList();
    }

    private static List<String> steps(SourceInspection inspection) {
        return inspection.findings().stream().map(Finding::nextStep).toList();
    }
}
