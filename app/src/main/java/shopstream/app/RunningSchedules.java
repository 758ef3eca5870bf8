package shopstream.app;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import shopstream.app.configuration.Shop;
import shopstream.app.configuration.ShopConfiguration;
import shopstream.app.http.RunRoutes;
import shopstream.app.scheduled.LakeFreshness;
import shopstream.app.scheduled.PossibleWorks;
import shopstream.app.scheduled.RecommenderWorks;
import shopstream.app.scheduled.ShopWorks;
import shopstream.lake.LakeAddress;
import shopstream.operations.schedules.Run;
import shopstream.operations.schedules.RunBook;
import shopstream.operations.schedules.Scheduler;
import shopstream.operations.schedules.Standing;

/** The schedules while the program runs: followed once there is something to work on, told from the beginning. */
final class RunningSchedules implements RunRoutes.Schedules, AutoCloseable {
    private final RunBook book;
    private final Clock clock;
    private volatile Scheduler scheduler;

    RunningSchedules(DataDirectory directory, Clock clock) {
        this.book = new RunBook(directory.root().resolve(ShopWorks.RUNS), clock);
        this.clock = clock;
    }

    /**
     * Follows them from now on.
     *
     * @param missing datasets whose tables the source does not have
     * @param lake where nothing is written to one, none is maintained either
     * @param recommender empty where nothing is recommended
     */
    void follow(
            DataDirectory directory,
            Shop declared,
            Set<String> missing,
            AwaitedLake lake,
            Optional<RecommenderWorks> recommender) {
        ShopConfiguration shop = declared.configuration();
        ShopWorks works = new ShopWorks(
                shop,
                directory.root(),
                LakeAddress.of(
                        directory.directory(RunningLake.FOLDER), shop.lake().stores()),
                lake.isAsked() ? new HeldLake(lake) : LakeFreshness.NOTHING_IS_WRITTEN,
                recommender,
                clock);
        boolean isMaintained = lake.isAsked() || shop.outputs().toLake();
        // These threads are made by one of the workers, and are of them.
        Scheduler started = new Scheduler(
                new PossibleWorks(declared, missing).of(isMaintained ? works.all() : works.withoutMaintenance()),
                book,
                clock,
                Workers.start(Executors::newCachedThreadPool));
        started.start();
        scheduler = started;
    }

    RunBook book() {
        return book;
    }

    @Override
    public boolean areFollowed() {
        return scheduler != null;
    }

    @Override
    public List<Standing> standings() {
        Scheduler following = scheduler;
        return following == null ? List.of() : following.standings();
    }

    @Override
    public Optional<Run> runNow(String name) {
        Scheduler following = scheduler;
        if (following == null) {
            throw new IllegalStateException("The program is still starting. Try again once it is ready.");
        }
        return following.runNow(name);
    }

    @Override
    public void close() {
        Scheduler following = scheduler;
        if (following != null) {
            following.close();
        }
    }
}
