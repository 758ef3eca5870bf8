package shopstream.app.scheduled;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import shopstream.app.configuration.ScheduleDeclaration.TrainingSetBuild;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.seeds.SeedFiles;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.operations.schedules.Work;
import shopstream.warehouse.training.LakeMoment;
import shopstream.warehouse.training.Manifest;
import shopstream.warehouse.training.TrainingBuild;
import shopstream.warehouse.training.TrainingFiles;
import shopstream.warehouse.training.TrainingProblem;
import shopstream.warehouse.training.TrainingSet;

/** A training set is built from all that the source held when the run began, as its files declare it then. */
final class TrainingSetWork implements Work {
    private final TrainingSetBuild build;
    private final BuiltSets builds;
    private final Path training;
    private final Path seeds;
    private final LakeAddress lake;
    private final LakeFreshness freshness;
    private final Clock clock;

    /**
     * @param training the folder of the sets
     * @param seeds the folder of the shop's small tables
     */
    TrainingSetWork(
            TrainingSetBuild build,
            BuiltSets builds,
            Path training,
            Path seeds,
            LakeAddress lake,
            LakeFreshness freshness,
            Clock clock) {
        this.build = build;
        this.builds = builds;
        this.training = training;
        this.seeds = seeds;
        this.lake = lake;
        this.freshness = freshness;
        this.clock = clock;
    }

    @Override
    public OptionalLong run(Log log) throws InterruptedException {
        Instant begun = clock.instant();
        Problems problems = new Problems();
        List<TrainingSet> sets = TrainingFiles.read(training, problems);
        List<Seed> tables = SeedFiles.read(seeds, problems);
        List<Problem> wrong = problems.all();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong.get(0)
                    + (wrong.size() == 1 ? "" : " And " + (wrong.size() - 1) + " more, which check says."));
        }
        TrainingSet set = sets.stream()
                .filter(each -> each.name().equals(build.set()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no training set " + build.set() + " in " + training + " any more."));
        builds.removeHalfBuilt();
        freshness.awaitHeld(begun, log);
        try (Lake open = Lake.open(lake)) {
            Path folder = builds.newBuild(begun);
            Manifest manifest = new TrainingBuild(
                            set, LakeMoment.now(open, clock.instant()), tables, TrainingBuild.Limits.DEFAULT, clock)
                    .into(folder, build.format());
            log.say(String.format(Locale.ROOT, "%,d rows as of %s", manifest.rows(), manifest.asOf()));
            log.say("Checksum " + manifest.checksum());
            log.say("Written to " + folder);
            int removed = builds.keep(build.keep());
            if (removed > 0) {
                log.say("Old builds removed: " + removed);
            }
            return OptionalLong.of(manifest.rows());
        } catch (TrainingProblem problem) {
            throw new IllegalStateException(problem.getMessage() + " " + problem.nextStep(), problem);
        }
    }
}
