package shopstream.ingestion.database;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Without global transaction ids, as many servers run. */
@Tag("thorough")
@NeedsMySql
class MySqlChangedTableIT extends ChangedTableSuite {
    @Override
    Server start(Path directory) throws Exception {
        return MySql.start(directory, "--gtid-mode=OFF");
    }
}
