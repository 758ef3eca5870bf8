package shopstream.lake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeOnS3IT extends LakeSuite {
    private static S3Server s3;

    @BeforeAll
    static void start(@TempDir Path directory) {
        s3 = new S3Server(directory.resolve("s3"));
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Override
    LakeAddress address(Path directory) {
        return LakeAddress.of(
                directory, new LakeStores(Optional.of(s3.store(UUID.randomUUID().toString())), Optional.empty()));
    }

    @Test
    void theStorageIsTriedAndABucketThatIsMissingIsSaid(@TempDir Path directory) {
        assertThatCode(() -> StoreTrial.of(address(directory))).doesNotThrowAnyException();
        LakeAddress missing =
                LakeAddress.of(directory, new LakeStores(Optional.of(s3.inBucket("nobody", "shop")), Optional.empty()));
        assertThatThrownBy(() -> StoreTrial.of(missing))
                .isInstanceOf(LakeProblem.class)
                .hasMessageContaining("there is no such bucket");
    }

    @Test
    void aHistoryWhoseCatalogWasLostIsNotWrittenOver(@TempDir Path one, @TempDir Path other) throws IOException {
        LakeStores stores = new LakeStores(Optional.of(s3.store("kept")), Optional.empty());
        try (Lake lake = Lake.open(LakeAddress.of(one, stores))) {
            HistoryTable items = lake.history(items("1", ID));
            String rows = items.table().locationProvider().newDataLocation("rows.parquet");
            try (OutputStream out = items.table().io().newOutputFile(rows).create()) {
                out.write(1);
            }
        }
        try (Lake lake = Lake.open(LakeAddress.of(other, stores))) {
            assertThatThrownBy(() -> lake.history(items("1", ID)))
                    .isInstanceOf(LakeProblem.class)
                    .hasMessage(
                            "At s3://lake/kept/history/items/data/ lie rows of a table that this catalog does not know.");
        }
    }
}
