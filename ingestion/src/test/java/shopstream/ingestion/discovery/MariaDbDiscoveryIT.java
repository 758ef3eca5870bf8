package shopstream.ingestion.discovery;

import java.nio.file.Path;
import shopstream.ingestion.database.MariaDb;
import shopstream.ingestion.database.Server;

class MariaDbDiscoveryIT extends BinaryLogDiscoverySuite {
    @Override
    Server start(Path directory) throws Exception {
        return MariaDb.start(MariaDb.NEWEST, directory);
    }

    @Override
    String scheme() {
        return "mariadb";
    }
}
