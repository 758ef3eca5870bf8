package shopstream.ingestion.database;

import java.nio.file.Path;

/** Without global transaction ids, as many servers run. */
@NeedsMySql
class MySqlChangedTableIT extends ChangedTableSuite {
    @Override
    Server start(Path directory) throws Exception {
        return MySql.start(directory, "--gtid-mode=OFF");
    }
}
