package shopstream.ingestion.database;

import java.nio.file.Path;

class MariaDbChangedTableIT extends ChangedTableSuite {
    @Override
    Server start(Path directory) throws Exception {
        return Server.start(MariaDb.NEWEST, directory);
    }
}
