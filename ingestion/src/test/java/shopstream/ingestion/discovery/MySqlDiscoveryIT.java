package shopstream.ingestion.discovery;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;
import shopstream.ingestion.database.MySql;
import shopstream.ingestion.database.Server;

/** Keys to columns that are not unique are allowed, as they were before MySQL 8.4. */
@EnabledIf(
        value = "shopstream.ingestion.database.MySql#isAtHand",
        disabledReason = "MySQL is not there, which .ci/mysql unpacks")
class MySqlDiscoveryIT extends BinaryLogDiscoverySuite {
    @Override
    Server start(Path directory) throws Exception {
        return MySql.start(directory, "--restrict-fk-on-non-standard-key=OFF");
    }

    @Override
    String scheme() {
        return "mysql";
    }
}
