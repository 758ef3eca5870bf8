package shopstream.app.configuration;

import java.time.Duration;
import java.util.Optional;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.lake.LakeStores;
import shopstream.lake.Maintenance.Keeping;

/**
 * {@code lake:} of {@code shop.yaml}.
 *
 * @param commitEvery how long a change waits for its commit, at most
 * @param keeping how long what its tables no longer need stays
 * @param stores what it is kept in
 */
public record LakeConfiguration(Duration commitEvery, Keeping keeping, LakeStores stores) {
    private static final LakeConfiguration USUAL =
            new LakeConfiguration(Duration.ofMinutes(1), Keeping.USUAL, LakeStores.ON_DISK);
    private static final Duration RAREST = Duration.ofMinutes(15);
    private static final Duration SHORTEST = Duration.ofMinutes(5);

    static LakeConfiguration of(YamlMap shop, Problems problems) {
        Optional<YamlMap> given = shop.map("lake");
        if (given.isEmpty()) {
            return USUAL;
        }
        YamlMap lake = given.get();
        Duration every = lake.duration("commit-every", USUAL.commitEvery());
        Keeping keeping = keeping(lake, problems);
        LakeStores stores = LakeStoresReading.of(lake, problems);
        if (lake.has("maintain-every")) {
            problems.add(
                    lake.placeOf("maintain-every"),
                    "The key `maintain-every` has become a schedule.",
                    "Write `lake-maintenance: {lake: maintenance, cron: \"" + ScheduleDeclarations.UPKEEP_AT
                            + "\"}` below `schedules:`, or remove it: that is what is done where nothing is said.");
        }
        lake.nothingElse();
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(RAREST) > 0) {
            problems.add(
                    lake.placeOf("commit-every"),
                    "The lake cannot be committed every " + every.toSeconds() + " s",
                    "Write something from 1s to " + RAREST.toMinutes() + "m: often makes many small files, seldom old"
                            + " ones.");
            return USUAL;
        }
        return new LakeConfiguration(every, keeping, stores);
    }

    private static Keeping keeping(YamlMap lake, Problems problems) {
        Duration every = lake.duration("keep-all-states", Keeping.USUAL.every());
        Duration builtFrom = lake.duration("keep-states", Keeping.USUAL.builtFrom());
        if (every.compareTo(SHORTEST) < 0) {
            problems.add(
                    lake.placeOf("keep-all-states"),
                    "The states of the lake would be kept for " + every.toSeconds() + " s",
                    "Write at least " + SHORTEST.toMinutes() + "m: who reads a state needs its files so long.");
            return Keeping.USUAL;
        }
        if (builtFrom.compareTo(every) < 0) {
            problems.add(
                    lake.placeOf("keep-states"),
                    "States that training sets were built from would be kept for " + builtFrom.toMinutes()
                            + " minutes, and all others for " + every.toMinutes(),
                    "Write at least " + every.toMinutes() + "m, or less for `keep-all-states`.");
            return Keeping.USUAL;
        }
        return new Keeping(every, builtFrom, Keeping.USUAL.lost());
    }
}
