package shopstream.acceptance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import shopstream.ingestion.database.MySql;
import shopstream.ingestion.database.NeedsMySql;

@Tag("thorough")
@NeedsMySql
class MySqlOddShopIT extends OddShopSuite {
    private MySql server;

    @BeforeEach
    void start() throws Exception {
        server = MySql.start(directory.resolve("mysql"));
        server.execute("", "CREATE DATABASE shop");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Connection owner() throws SQLException {
        return server.administrator("shop");
    }

    @Override
    String numbers(int last) {
        return server.numbers(1, last);
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "SHOP_DB_URL", "jdbc:mysql://127.0.0.1:" + server.port() + "/shop",
                "SHOP_DB_USER", "capture",
                "SHOP_DB_PASSWORD", "capture");
    }
}
