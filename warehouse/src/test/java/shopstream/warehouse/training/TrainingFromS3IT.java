package shopstream.warehouse.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Place;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeStores;
import shopstream.lake.S3Server;
import shopstream.lake.StoreTrial;
import shopstream.warehouse.training.SampleLake.Version;

class TrainingFromS3IT {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final TrainingSet ITEMS = new TrainingSet(
            "test",
            "",
            "SELECT id, price, name FROM items",
            List.of(
                    new TrainingSet.Column("id", "int", true, ""),
                    new TrainingSet.Column("price", "decimal(10,2)", false, ""),
                    new TrainingSet.Column("name", "varchar", false, "")),
            List.of("id"),
            List.of(),
            "zstd",
            new Place(Path.of("test.yaml"), 1));

    @TempDir
    private Path directory;

    @Test
    void aSetIsTheSameFromS3AndFromDisk() {
        List<Version> versions = new ArrayList<>();
        for (int at = 0; at < 500; at++) {
            versions.add(
                    new Version("c", at, BEGIN.plusSeconds(at), at % 90, BigDecimal.valueOf(at, 2), "Norway  " + at));
        }
        S3Server s3 = new S3Server(directory.resolve("s3"));
        LakeAddress address = LakeAddress.of(
                directory.resolve("lake"), new LakeStores(Optional.of(s3.store("shop")), Optional.empty()));
        try (s3;
                SampleLake onDisk = new SampleLake(directory.resolve("disk"));
                SampleLake onS3 = new SampleLake(address)) {
            for (SampleLake lake : List.of(onDisk, onS3)) {
                lake.append(versions.subList(0, 300));
                lake.append(versions.subList(300, 500));
            }
            Manifest expected = build(onDisk, "from-disk");

            assertThat(build(onS3, "from-s3").checksum()).isEqualTo(expected.checksum());
            assertThat(directory.resolve("lake/copies")).isDirectoryContaining("glob:**.parquet");

            assertThat(StoreTrial.absence(address)).isEmpty();
            s3.stop();
            assertThat(StoreTrial.absence(address).orElseThrow())
                    .hasMessageStartingWith("The lake's storage cannot be reached");
        }
    }

    private Manifest build(SampleLake lake, String folder) {
        return new TrainingBuild(
                        ITEMS,
                        LakeMoment.at(lake.lake(), BEGIN.plusSeconds(450)),
                        List.of(),
                        new TrainingBuild.Limits(1, "500MB"),
                        Clock.systemUTC())
                .into(directory.resolve(folder), TrainingBuild.Format.PARQUET);
    }
}
