package shopstream.warehouse;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import java.util.function.Supplier;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.feed.Applier;
import shopstream.warehouse.questions.Answers;
import shopstream.warehouse.questions.Question;
import shopstream.warehouse.store.StarStore;
import shopstream.warehouse.store.WarehouseException;

/**
 * What can be asked of each dashboard just now. What is asked in the moment in which other editions of marts come to be
 * shown can have been read for the columns of those before, and fail on those after: it is then asked again.
 */
final class Subjects implements Applier.Listener {
    private final Stars stars;
    private final StarStore store;
    private final AtomicLong version;
    private final StampedLock changing = new StampedLock();

    Subjects(Stars stars, StarStore store, Clock clock) {
        this.stars = stars;
        this.store = store;
        this.version = new AtomicLong(clock.millis());
    }

    /** Grows with every change of any number. */
    long version() {
        return version.get();
    }

    /** @param asking can be called more than once */
    <T> T ask(Question question, Function<Answers.Subject, T> asking) {
        return ask(() -> {
            long before = version.get();
            return asking.apply(subject(stars.star(question), before));
        });
    }

    /** Empty where nothing of the dashboard can be asked. @param asking can be called more than once */
    <T> Optional<T> ask(String dashboard, Function<Answers.Subject, T> asking) {
        return ask(() -> {
            long before = version.get();
            return stars.asked(dashboard).map(star -> asking.apply(subject(star, before)));
        });
    }

    private <T> T ask(Supplier<T> asking) {
        while (true) {
            long before = changing.tryOptimisticRead();
            try {
                return asking.get();
            } catch (WarehouseException e) {
                if (changing.validate(before)) {
                    throw e;
                }
                changing.unlockRead(changing.readLock());
            }
        }
    }

    private Answers.Subject subject(Star star, long before) {
        return new Answers.Subject(star, store.current(star.dashboard().name()), before);
    }

    @Override
    public void showing(Runnable change) {
        long stamp = changing.writeLock();
        try {
            change.run();
            stars.refresh(store);
        } finally {
            changing.unlockWrite(stamp);
        }
        changed();
    }

    @Override
    public void shown() {
        stars.refresh(store);
        changed();
    }

    @Override
    public void changed() {
        version.incrementAndGet();
    }

    @Override
    public List<Set<String>> joined() {
        return stars.joined();
    }
}
