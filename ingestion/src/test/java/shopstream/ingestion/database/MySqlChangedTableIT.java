package shopstream.ingestion.database;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;

/** Without global transaction ids, as many servers run. */
@EnabledIf(
        value = "shopstream.ingestion.database.MySql#isAtHand",
        disabledReason = "MySQL is not there, which .ci/mysql unpacks")
class MySqlChangedTableIT extends ChangedTableSuite {
    @Override
    Server start(Path directory) throws Exception {
        return MySql.start(directory, "--gtid-mode=OFF");
    }
}
