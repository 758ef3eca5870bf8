package shopstream.ingestion.database;

import java.nio.file.Path;

class MariaDbCaptureIT extends BinaryLogSuite {
    @Override
    Server start(Path directory) throws Exception {
        return Server.start(MariaDb.NEWEST, directory);
    }

    @Override
    String uuid() {
        return "UUID";
    }
}
