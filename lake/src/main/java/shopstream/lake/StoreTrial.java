package shopstream.lake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.io.FileIO;

/** Tries out what a lake is kept in, before anything is written there in earnest: a file is written, read and removed. */
public final class StoreTrial {
    private StoreTrial() {}

    /** @throws LakeProblem saying what does not work */
    public static void of(LakeAddress address) {
        try (Lake lake = Lake.open(address)) {
            lake.histories();
            String warehouse = address.properties().get(CatalogProperties.WAREHOUSE_LOCATION);
            if (warehouse != null && warehouse.contains(":")) {
                tryOut(address, warehouse);
            }
        } catch (RuntimeException | IOException e) {
            throw StoreProblem.in(e)
                    .orElseGet(() -> new LakeProblem(
                            "The lake at " + address + " cannot be used: " + e.getMessage() + ".",
                            "Check `lake:` in shop.yaml.",
                            e));
        }
    }

    /** Why storage that is elsewhere does not answer now; nothing while it does. One short question, and nothing is written. */
    public static Optional<LakeProblem> absence(LakeAddress address) {
        String warehouse = address.properties().get(CatalogProperties.WAREHOUSE_LOCATION);
        if (warehouse == null || !warehouse.startsWith("s3:")) {
            return Optional.empty();
        }
        try (FileIO files = address.files()) {
            files.newInputFile(warehouse + "/asked-for").exists();
            return Optional.empty();
        } catch (RuntimeException e) {
            return StoreProblem.in(e);
        }
    }

    private static void tryOut(LakeAddress address, String warehouse) throws IOException {
        byte[] text = "tried".getBytes(StandardCharsets.UTF_8);
        try (FileIO files = address.files()) {
            String location = warehouse + "/tried-" + UUID.randomUUID();
            try (OutputStream out = files.newOutputFile(location).create()) {
                out.write(text);
            }
            try (var in = files.newInputFile(location).newStream()) {
                if (in.readNBytes(text.length + 1).length != text.length) {
                    throw new IOException("what was written is read otherwise");
                }
            }
            files.deleteFile(location);
        }
    }
}
