package shopstream.acceptance;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import shopstream.demo.SampleDatabase;

class MariaDbOddShopIT extends OddShopSuite {
    private SampleDatabase database;

    @BeforeEach
    void start() throws IOException {
        database = SampleDatabase.start(directory.resolve("database"), words -> {});
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Override
    Connection owner() throws SQLException {
        return CourseShopIT.connect(database);
    }

    @Override
    String numbers(int last) {
        return "seq_1_to_" + last;
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "SHOP_DB_URL", database.jdbcUrl(),
                "SHOP_DB_USER", database.capture().name(),
                "SHOP_DB_PASSWORD", database.capture().password());
    }
}
