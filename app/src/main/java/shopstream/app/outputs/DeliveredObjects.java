package shopstream.app.outputs;

import java.io.IOException;
import java.nio.file.Path;
import shopstream.lake.LakeProblem;
import shopstream.lake.ObjectStore;
import shopstream.lake.StoredObjects;
import shopstream.recommender.outputs.DeliveredFiles;

/** Files on S3: each is put there at once. */
public final class DeliveredObjects implements DeliveredFiles.Store {
    private final ObjectStore store;

    /** @param store whose {@code warehouse} is where the files go */
    public DeliveredObjects(ObjectStore store) {
        this.store = store;
    }

    @Override
    public String words() {
        return store.warehouse().orElseThrow();
    }

    @Override
    public void put(String name, Path content) throws IOException {
        try (StoredObjects objects = StoredObjects.in(store)) {
            objects.put(name, content);
        } catch (LakeProblem refused) {
            throw new IOException(refused.getMessage() + " " + refused.nextStep(), refused);
        }
    }
}
