package shopstream.recommender.answers;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import shopstream.recommender.live.LiveShop;

/**
 * Vectors that are learned by whoever asks first, and anew when they are older than ten minutes and something was bought since:
 * few shops ask for them, and learning takes seconds. Others go on with the older ones meanwhile. Thread safe.
 */
public final class Embeddings {
    private static final long FRESH_NANOS = 600_000_000_000L;

    private final LiveShop shop;
    private final LongSupplier nanoClock;
    private final ReentrantLock learning = new ReentrantLock();
    private volatile Optional<Learned> learned = Optional.empty();

    private record Learned(LearnedVectors vectors, long nanos, long purchases) {}

    /** @param nanoClock as {@link System#nanoTime} */
    public Embeddings(LiveShop shop, LongSupplier nanoClock) {
        this.shop = shop;
        this.nanoClock = nanoClock;
    }

    /** Those of now; empty where too few customers have bought anything. */
    public Optional<LearnedVectors> now() {
        Optional<Learned> known = learned;
        if (known.filter(this::isFresh).isEmpty()) {
            if (known.isEmpty()) {
                learning.lock();
            } else if (!learning.tryLock()) {
                return known.map(Learned::vectors);
            }
            try {
                if (learned.filter(this::isFresh).isEmpty()) {
                    learn();
                }
            } finally {
                learning.unlock();
            }
        }
        return learned.map(Learned::vectors);
    }

    private boolean isFresh(Learned known) {
        return nanoClock.getAsLong() - known.nanos() < FRESH_NANOS
                || shop.histories().purchases() == known.purchases();
    }

    private void learn() {
        long purchases = shop.histories().purchases();
        learned = LearnedVectors.from(shop).map(vectors -> new Learned(vectors, nanoClock.getAsLong(), purchases));
    }
}
