package shopstream.app.scheduled;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import shopstream.app.configuration.ScheduleDeclaration;
import shopstream.app.configuration.ScheduleDeclaration.LakeMaintenance;
import shopstream.app.configuration.ScheduleDeclaration.RecommenderTraining;
import shopstream.app.configuration.ScheduleDeclaration.TrainingSetBuild;
import shopstream.app.configuration.ShopConfiguration;
import shopstream.lake.LakeAddress;
import shopstream.lake.Maintenance.Keeping;
import shopstream.operations.schedules.ScheduledWork;
import shopstream.operations.schedules.TimeLimit;
import shopstream.operations.schedules.Work;

/** The work that a shop's schedules declare, on one data directory. */
public final class ShopWorks {
    /** Where the runs are written down, below the data directory. */
    public static final String RUNS = "runs";

    /** Where scheduled builds go that have no folder of their own, below the data directory. */
    private static final String BUILDS = "scheduled";

    /** What the lake's maintenance is called, whatever its schedule's name. */
    public static final String MAINTENANCE = new LakeMaintenance().words();

    /** What the recommender's training is called, whatever its schedule's name. */
    public static final String TRAINING = new RecommenderTraining().words();

    private static final RecommenderWorks NOTHING_RECOMMENDED = RecommenderWorks.impossible(
            "Nothing is recommended: the shop has no recommendations.yaml, or the source lacks its products.");

    private final ShopConfiguration shop;
    private final Path data;
    private final LakeAddress lake;
    private final LakeFreshness freshness;
    private final Optional<RecommenderWorks> recommender;
    private final Clock clock;

    /** @param recommender empty where nothing is recommended */
    public ShopWorks(
            ShopConfiguration shop,
            Path data,
            LakeAddress lake,
            LakeFreshness freshness,
            Optional<RecommenderWorks> recommender,
            Clock clock) {
        this.shop = shop;
        this.data = data;
        this.lake = lake;
        this.freshness = freshness;
        this.recommender = recommender;
        this.clock = clock;
    }

    /** All of it, in the order of the file. */
    public List<ScheduledWork> all() {
        return works(shop.schedules().stream());
    }

    /** What there is to do where no dataset is marked for the lake. */
    public List<ScheduledWork> withoutMaintenance() {
        return works(shop.schedules().stream().filter(each -> !(each.job() instanceof LakeMaintenance)));
    }

    /**
     * The lake's maintenance.
     *
     * @param keeping what is kept, from what the shop says
     */
    public ScheduledWork maintenance(UnaryOperator<Keeping> keeping) {
        ScheduleDeclaration declared = shop.schedules().stream()
                .filter(each -> each.job() instanceof LakeMaintenance)
                .findFirst()
                .orElseThrow();
        Work work = new LakeMaintenanceWork(lake, keeping.apply(shop.lake().keeping()), clock);
        return new ScheduledWork(declared.schedule(), new TimeLimit(work, declared.atMost()));
    }

    private List<ScheduledWork> works(Stream<ScheduleDeclaration> declared) {
        return declared.map(each ->
                        new ScheduledWork(each.schedule(), new TimeLimit(work(each), each.atMost())).unless(off(each)))
                .toList();
    }

    private Optional<String> off(ScheduleDeclaration declared) {
        return NOTHING_RECOMMENDED.of(declared.job()).isPresent() && recommender.isEmpty()
                ? Optional.of("off: nothing is recommended")
                : Optional.empty();
    }

    private Work work(ScheduleDeclaration declared) {
        ScheduleDeclaration.Job job = declared.job();
        if (job instanceof TrainingSetBuild build) {
            Path folder = build.out()
                    .orElseGet(() ->
                            data.resolve(BUILDS).resolve(declared.schedule().name()));
            return new TrainingSetWork(
                    build, new BuiltSets(folder), shop.training(), shop.seeds(), lake, freshness, clock);
        }
        if (job instanceof LakeMaintenance) {
            return new LakeMaintenanceWork(lake, shop.lake().keeping(), clock);
        }
        return recommender
                .orElse(NOTHING_RECOMMENDED)
                .of(job)
                .orElseThrow(() -> new AssertionError("No work for " + job));
    }
}
