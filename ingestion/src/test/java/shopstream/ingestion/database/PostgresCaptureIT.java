package shopstream.ingestion.database;

import java.nio.file.Path;

class PostgresCaptureIT extends CaptureSuite {
    @Override
    Server start(Path directory) throws Exception {
        return Postgres.start(directory);
    }

    @Override
    String zoneless() {
        return "TIMESTAMP";
    }

    @Override
    String[] exchanged() {
        return new String[] {"ALTER TABLE orders RENAME TO old", "ALTER TABLE fresh RENAME TO orders"};
    }
}
