package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import shopstream.contracts.ColumnType.Moment;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;

/** Whatever a table's key is made of, its rows are read on from any of them, each once. */
@ParameterizedClass
@Releases(
        value = {MariaDb.NEWEST, MySql.RELEASE},
        further = MariaDb.OLDEST)
class RowsByKeyIT {
    private static final int ROWS = 1_000;
    private static final int AT_ONCE = 30;

    private final String version;
    private Server server;

    RowsByKeyIT(String version) {
        this.version = version;
    }

    @BeforeEach
    void startServer(@TempDir Path directory) throws Exception {
        server = Server.start(version, directory.resolve("server"));
        server.execute("", "CREATE DATABASE shop");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void uuids() throws Exception {
        assumeThat(version).as("MySQL has no such type").isNotEqualTo(MySql.RELEASE);
        server.execute(
                "shop",
                "CREATE TABLE carts (id UUID PRIMARY KEY, n INT)",
                // Those that begin with their time are ordered by another part of it than those of chance.
                "INSERT INTO carts SELECT IF(seq % 2 = 0, UUID(), CONCAT(LEFT(MD5(seq), 12), '4', SUBSTR(MD5(seq), 14, 3),"
                        + " '8', RIGHT(MD5(seq), 15))), seq FROM " + server.numbers(1, ROWS));
        isReadOnFromEveryChunk(contract("carts", key("id", new Text(36)), column("n", new Whole(32))));
    }

    @Test
    void severalColumns() throws Exception {
        server.execute(
                "shop",
                "CREATE TABLE parts (item VARCHAR(10), at DATETIME(6), k INT UNSIGNED, n INT, PRIMARY KEY (item, at, k))",
                "INSERT INTO parts SELECT CHAR(65 + seq % 3), '2026-01-01' + INTERVAL seq % 7 MICROSECOND, seq, seq"
                        + " FROM " + server.numbers(1, ROWS));
        isReadOnFromEveryChunk(contract(
                "parts",
                key("item", new Text(10)),
                key("at", new Moment(6)),
                key("k", new Whole(64)),
                column("n", new Whole(32))));
    }

    private void isReadOnFromEveryChunk(Contract contract) throws SQLException {
        List<Long> read = new ArrayList<>();
        List<String> after = List.of();
        boolean last = false;
        while (!last) {
            Chunk chunk = chunk(contract, after);
            assertThat(chunk.last() || !chunk.after().isEmpty())
                    .as("can be resumed")
                    .isTrue();
            chunk.rows().forEach(row -> read.add(((Number) row.get("n")).longValue()));
            after = chunk.after();
            last = chunk.last();
        }
        assertThat(read).hasSize(ROWS).doesNotHaveDuplicates();
    }

    private Chunk chunk(Contract contract, List<String> after) throws SQLException {
        DatabaseSource source = server.source("shop", "capture");
        try (TableRows rows = new BinaryLogRows(source, SourceConnection.openForRows(source), contract, after)) {
            return rows.read(AT_ONCE);
        }
    }
}
