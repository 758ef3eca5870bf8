package shopstream.lake;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("thorough")
class LakeOnS3OfACatalogServerIT extends LakeSuite {
    private static S3Server s3;
    private CatalogServer server;

    @BeforeAll
    static void startStorage(@TempDir Path directory) {
        s3 = new S3Server(directory.resolve("s3"));
    }

    @AfterAll
    static void stopStorage() {
        s3.close();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    LakeAddress address(Path directory) {
        ObjectStore store = s3.store(directory.getFileName().toString());
        server = new CatalogServer(directory, Optional.of(store));
        return LakeAddress.of(
                directory.resolve("unused"), new LakeStores(Optional.of(store), Optional.of(server.catalog())));
    }
}
