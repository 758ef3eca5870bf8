package shopstream.lake;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class LakeOfACatalogServerIT extends LakeSuite {
    private CatalogServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    LakeAddress address(Path directory) {
        server = new CatalogServer(directory, Optional.empty());
        return LakeAddress.of(
                directory.resolve("unused"), new LakeStores(Optional.empty(), Optional.of(server.catalog())));
    }
}
