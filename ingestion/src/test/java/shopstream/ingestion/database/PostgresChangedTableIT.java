package shopstream.ingestion.database;

import java.nio.file.Path;

class PostgresChangedTableIT extends ChangedTableSuite {
    @Override
    Server start(Path directory) throws Exception {
        return Server.start(Postgres.RELEASE, directory);
    }
}
