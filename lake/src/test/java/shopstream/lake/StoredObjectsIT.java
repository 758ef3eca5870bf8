package shopstream.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.FileInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on a server that speaks S3, and the lake's table of what was delivered there. */
class StoredObjectsIT extends RecommendationSuite {
    private static S3Server s3;
    private static int folders;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        s3 = new S3Server(directory.resolve("s3"));
    }

    @AfterAll
    static void stopServer() {
        s3.close();
    }

    @Override
    LakeAddress address(Path directory) {
        return LakeAddress.of(directory, new LakeStores(Optional.of(s3.store("lake-" + ++folders)), Optional.empty()));
    }

    private static Map<String, String> contents(ObjectStore store) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        String address = store.warehouse().orElseThrow();
        try (S3FileIO files = (S3FileIO) CatalogUtil.loadFileIO(S3FileIO.class.getName(), store.properties(), null)) {
            for (FileInfo file : files.listPrefix(address + "/")) {
                contents.put(file.location().substring(address.length() + 1), text(files, file));
            }
        }
        return contents;
    }

    /** Of an empty file there is no part to ask for. */
    private static String text(S3FileIO files, FileInfo file) throws IOException {
        if (file.size() == 0) {
            return "";
        }
        try (var in = files.newInputFile(file.location()).newStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aFileIsPutUnderItsNameAndTakesItsOwnPlace(@TempDir Path local) throws IOException {
        ObjectStore store = s3.store("deliveries");
        String name = "year=2026/month=11/day=30/hour=16/recommendations-20261130T161000000Z.jsonl";
        try (StoredObjects objects = StoredObjects.in(store)) {
            objects.tryOut();
            objects.put(name, Files.writeString(local.resolve("one"), "{\"a\":1}\n"));
            objects.put(name, Files.writeString(local.resolve("two"), "{\"a\":2}\n{\"é\":3}\n"));
            objects.put("empty", Files.writeString(local.resolve("three"), ""));
        }
        assertThat(contents(store)).isEqualTo(Map.of(name, "{\"a\":2}\n{\"é\":3}\n", "empty", ""));
    }

    @Test
    void aBucketThatIsMissingAndAServerThatIsAwayAreSaid(@TempDir Path local) throws IOException {
        Path file = Files.writeString(local.resolve("one"), "{}\n");
        try (StoredObjects objects = StoredObjects.in(s3.inBucket("nobody", "deliveries"))) {
            assertThatThrownBy(objects::tryOut)
                    .isInstanceOf(LakeProblem.class)
                    .extracting(problem -> ((LakeProblem) problem).nextStep())
                    .isEqualTo("Create the bucket, or mend its name in shop.yaml.");
            assertThatThrownBy(() -> objects.put("one", file))
                    .isInstanceOf(LakeProblem.class)
                    .hasMessageStartingWith("s3://nobody/deliveries does not take files (")
                    .extracting(problem -> ((LakeProblem) problem).nextStep())
                    .isEqualTo("Create the bucket, or mend its name in shop.yaml.");
        }
        ObjectStore away = new ObjectStore(
                Optional.of("s3://lake/deliveries"),
                Optional.of(URI.create("http://localhost:1")),
                Optional.of("us-east-1"),
                true,
                Optional.of(new ObjectStore.Keys("writer", "secret")));
        try (StoredObjects objects = StoredObjects.in(away)) {
            assertThatThrownBy(objects::tryOut)
                    .isInstanceOf(LakeProblem.class)
                    .hasMessageStartingWith("s3://lake/deliveries cannot be reached: ");
            assertThatThrownBy(() -> objects.put("one", file))
                    .isInstanceOf(LakeProblem.class)
                    .hasMessageStartingWith("s3://lake/deliveries cannot be reached: ")
                    .hasMessageNotContaining("secret");
        }
    }
}
