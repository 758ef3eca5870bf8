package shopstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import shopstream.app.configuration.LakeStoresReading;
import shopstream.eventlog.WholeFile;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeStores;

/**
 * Where the lake of a data directory is. One that is kept elsewhere is found by the configuration that says so, of which
 * the directory keeps the path: its keys are nowhere but in that file or in the environment.
 */
public final class LakeHome {
    private static final String CONFIGURED_IN = "configured-in";

    private LakeHome() {}

    /** The address of the lake, which is written down for commands that are given the directory alone. */
    static LakeAddress of(Path lake, LakeStores stores, Path configuration) {
        LakeAddress address = LakeAddress.of(lake, stores);
        Path note = lake.resolve(CONFIGURED_IN);
        try {
            if (stores.onDisk()) {
                Files.deleteIfExists(note);
            } else {
                Files.createDirectories(lake);
                WholeFile.write(note, configuration.toAbsolutePath() + "\n");
            }
        } catch (IOException e) {
            throw new Refusal(
                    "The lake's directory " + lake + " cannot be written: " + e.getMessage(),
                    "Check the free space and the permissions there.");
        }
        return address;
    }

    /** What the lake of a data directory is kept in. @throws Refusal where that cannot be told any more */
    public static LakeStores stores(Path data, UnaryOperator<String> environment) {
        Path note = data.resolve(RunningLake.FOLDER).resolve(CONFIGURED_IN);
        if (!Files.exists(note)) {
            return LakeStores.ON_DISK;
        }
        try {
            Path configuration = Path.of(Files.readString(note).strip());
            if (!Files.exists(configuration)) {
                throw new Refusal(
                        "The lake is kept elsewhere, as " + configuration + " said, which is gone.",
                        "Start the program with its configuration once, so that the lake is found again.");
            }
            return LakeStoresReading.of(configuration, environment);
        } catch (IOException e) {
            throw new Refusal("The file " + note + " cannot be read: " + e.getMessage(), "Check its permissions.");
        }
    }

    /** The address of the lake of a data directory. */
    public static LakeAddress address(Path data, UnaryOperator<String> environment) {
        return LakeAddress.of(data.resolve(RunningLake.FOLDER), stores(data, environment));
    }
}
