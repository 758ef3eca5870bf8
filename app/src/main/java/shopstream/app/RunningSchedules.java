package shopstream.app;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import shopstream.app.configuration.ShopConfiguration;
import shopstream.app.scheduled.LakeFreshness;
import shopstream.app.scheduled.ShopWorks;
import shopstream.lake.LakeAddress;
import shopstream.operations.schedules.Run;
import shopstream.operations.schedules.RunBook;
import shopstream.operations.schedules.Scheduler;
import shopstream.operations.schedules.Standing;

/** The schedules while the program runs: followed once there is something to work on, told from the beginning. */
final class RunningSchedules implements AutoCloseable {
    private final RunBook book;
    private final Clock clock;
    private volatile Scheduler scheduler;

    RunningSchedules(DataDirectory directory, Clock clock) {
        this.book = new RunBook(directory.root().resolve(ShopWorks.RUNS), clock);
        this.clock = clock;
    }

    /** Follows them from now on. */
    void follow(DataDirectory directory, ShopConfiguration shop, LakeFreshness freshness) {
        ShopWorks works = new ShopWorks(
                shop, directory.root(), LakeAddress.in(directory.directory(RunningLake.FOLDER)), freshness, clock);
        // These threads are made by one of the workers, and are of them.
        Scheduler started = new Scheduler(works.all(), book, clock, Workers.start(Executors::newCachedThreadPool));
        started.start();
        scheduler = started;
    }

    RunBook book() {
        return book;
    }

    /** Empty until they are followed. */
    List<Standing> standings() {
        Scheduler following = scheduler;
        return following == null ? List.of() : following.standings();
    }

    /**
     * Begins a run now; empty while one goes on.
     *
     * @throws IllegalStateException while they are not followed yet
     */
    Optional<Run> runNow(String name) {
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
