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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsMySql
class MySqlInspectionIT {
    private static final Contract ORDERS =
            contract("orders", key("id", new Whole(32)), column("placed", new Moment(6)));

    private Server server;

    @BeforeAll
    void startServer(@TempDir Path directory) throws Exception {
        server = Server.start(MySql.RELEASE, directory);
        server.execute(
                "",
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id INT PRIMARY KEY, placed DATETIME)",
                "CREATE USER narrow@'127.0.0.1' IDENTIFIED BY 'narrow'",
                "CREATE ROLE following, reading",
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO following",
                "GRANT SELECT ON shop.* TO reading",
                "CREATE USER cast@'%' IDENTIFIED BY 'cast' DEFAULT ROLE following, reading");
        server.execute("", "GRANT following, reading TO cast@'%'", "SET DEFAULT ROLE ALL TO cast@'%'");
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void nothingIsFoundWhereEverythingIsInOrder() {
        assertThat(inspected("capture")).isEmpty();
    }

    @Test
    void rightsThatARoleGivesAreSeen() {
        assertThat(inspected("cast")).isEmpty();
    }

    @Test
    void theGrantsThatAreMissingAreWrittenOutExactly() {
        assertThat(inspected("narrow"))
                .extracting(Finding::nextStep)
                .containsExactly(
                        "Correct the name, or let an administrator run: GRANT SELECT ON `shop`.* TO 'narrow'@'127.0.0.1';",
                        "Let an administrator run: GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'narrow'@'127.0.0.1';");
    }

    @Test
    void aLogWithoutWholeRowsIsRefused() throws Exception {
        server.execute(
                "", "SET GLOBAL binlog_row_value_options = 'PARTIAL_JSON'", "SET GLOBAL binlog_row_image = 'MINIMAL'");
        try {
            assertThat(inspected("capture"))
                    .extracting(Finding::message)
                    .anyMatch(message -> message.contains("binlog_row_value_options is PARTIAL_JSON"))
                    .anyMatch(message -> message.contains("binlog_row_image MINIMAL"))
                    .hasSize(2);
        } finally {
            server.execute("", "SET GLOBAL binlog_row_value_options = ''", "SET GLOBAL binlog_row_image = 'FULL'");
        }
    }

    private List<Finding> inspected(String user) {
        return SourceInspection.of(server.source("shop", user), List.of(ORDERS)).findings();
    }
}
