package shopstream.ingestion.discovery;

import java.nio.file.Path;
import shopstream.ingestion.database.MySql;
import shopstream.ingestion.database.NeedsMySql;
import shopstream.ingestion.database.Server;

/** Keys to columns that are not unique are allowed, as they were before MySQL 8.4. */
@NeedsMySql
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
