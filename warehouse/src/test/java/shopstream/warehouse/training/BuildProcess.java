package shopstream.warehouse.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import shopstream.contracts.yaml.Place;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.warehouse.JavaProcess;

/** A build that never ends, in a process of its own, which a test can kill: {@code BuildProcess lake folder}. */
public final class BuildProcess {
    static final TrainingSet ENDLESS = new TrainingSet(
            "test",
            "",
            "SELECT id FROM items WHERE id < (WITH RECURSIVE numbers(n) AS"
                    + " (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n > 0) SELECT max(n) FROM numbers)",
            List.of(new TrainingSet.Column("id", "int", true, "")),
            List.of("id"),
            List.of(),
            "zstd",
            new Place(Path.of("test.yaml"), 1));

    private BuildProcess() {}

    public static void main(String[] arguments) {
        try (Lake lake = Lake.open(LakeAddress.in(Path.of(arguments[0])))) {
            Clock clock = Clock.systemUTC();
            LakeMoment now = LakeMoment.now(lake, clock.instant());
            new TrainingBuild(ENDLESS, now, List.of(), new TrainingBuild.Limits(1, "500MB"), clock)
                    .into(Path.of(arguments[1]), TrainingBuild.Format.PARQUET);
        }
    }

    static Process start(Path lake, Path folder) throws IOException {
        return JavaProcess.start(BuildProcess.class, lake.toString(), folder.toString());
    }
}
