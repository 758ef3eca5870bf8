package shopstream.ingestion.database;

import java.nio.file.Path;

class MySqlCaptureIT extends CaptureSuite {
    @Override
    Server start(Path directory) throws Exception {
        return Server.start(MySql.RELEASE, directory);
    }
}
