package shopstream.app.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.lake.LakeStores;
import shopstream.lake.ObjectStore;
import shopstream.lake.RemoteCatalog;

/** Reads, of {@code lake:} in {@code shop.yaml}, what the lake is kept in. */
public final class LakeStoresReading {
    private static final String S3 = "s3://";

    private final Problems problems;

    private LakeStoresReading(Problems problems) {
        this.problems = problems;
    }

    /** From the file alone, for commands that need nothing else of it; of the environment only what stands there is asked. */
    public static LakeStores of(Path file, UnaryOperator<String> environment) {
        Problems problems = new Problems();
        LakeStores stores = YamlMap.read(file, environment, problems)
                .flatMap(yaml -> yaml.map("lake"))
                .map(lake -> of(lake, problems))
                .orElse(LakeStores.ON_DISK);
        problems.orThrow();
        return stores;
    }

    static LakeStores of(YamlMap lake, Problems problems) {
        LakeStoresReading reading = new LakeStoresReading(problems);
        return new LakeStores(
                reading.files(lake),
                lake.map("catalog").flatMap(reading::catalog),
                lake.bytes("copies", LakeStores.COPIES_BYTES));
    }

    /** How an S3 server is reached, that of whatever else than the lake. */
    static ObjectStore server(YamlMap s3, Problems problems) {
        return new LakeStoresReading(problems).store(Optional.empty(), s3);
    }

    private Optional<ObjectStore> files(YamlMap lake) {
        Optional<String> warehouse = lake.optionalText("warehouse");
        Optional<YamlMap> given = lake.map("s3");
        if (warehouse.isPresent() && !warehouse.get().startsWith(S3)) {
            problems.add(
                    lake.placeOf("warehouse"),
                    "The lake cannot be kept at '" + warehouse.get() + "'",
                    "Write s3://BUCKET/FOLDER, or leave it out: the lake is then below the data directory.");
            return Optional.empty();
        }
        if (given.isEmpty() && warehouse.isEmpty()) {
            return Optional.empty();
        }
        if (warehouse.isEmpty() && !lake.has("catalog")) {
            problems.add(
                    lake.placeOf("s3"),
                    "The lake has an S3 server, and no address there",
                    "Write `warehouse: s3://BUCKET/FOLDER` beside it.");
        }
        Optional<String> at = warehouse.map(address -> address.replaceFirst("/+$", ""));
        return Optional.of(given.map(s3 -> store(at, s3))
                .orElseGet(() -> new ObjectStore(at, Optional.empty(), Optional.empty(), false, Optional.empty())));
    }

    private ObjectStore store(Optional<String> warehouse, YamlMap s3) {
        Optional<String> access = s3.optionalText("access-key");
        Optional<String> secret = s3.optionalText("secret-key");
        if (access.isPresent() != secret.isPresent()) {
            problems.add(
                    s3.place(),
                    "Of the two keys for S3 one is missing",
                    "Write both `access-key` and `secret-key`, or neither: then Amazon's usual places are looked through.");
        }
        ObjectStore store = new ObjectStore(
                warehouse,
                address(s3, "endpoint"),
                s3.optionalText("region"),
                s3.flag("path-style", false),
                access.flatMap(key -> secret.map(of -> new ObjectStore.Keys(key, of))));
        s3.nothingElse();
        return store;
    }

    private Optional<RemoteCatalog> catalog(YamlMap yaml) {
        yaml.requiredText("uri");
        Optional<RemoteCatalog> catalog = address(yaml, "uri")
                .map(uri -> new RemoteCatalog(
                        uri,
                        yaml.optionalText("warehouse"),
                        yaml.optionalText("token"),
                        yaml.optionalText("credential")));
        yaml.nothingElse();
        return catalog;
    }

    private Optional<URI> address(YamlMap yaml, String key) {
        return yaml.optionalText(key).filter(text -> !text.isBlank()).flatMap(text -> {
            if (text.matches("https?://[^/\\s]+\\S*")) {
                try {
                    return Optional.of(URI.create(text));
                } catch (IllegalArgumentException wrong) {
                    // Said below.
                }
            }
            problems.add(
                    yaml.placeOf(key),
                    "'" + text + "' is no address of a server",
                    "Write it as https://HOST or http://HOST:PORT.");
            return Optional.empty();
        });
    }
}
