package shopstream.recommender.own;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import shopstream.contracts.yaml.Problems;

/**
 * A model of the shop's own that makes a vector of whoever asks and one of each product: those whose inner product is largest are
 * recommended, as in "Deep Neural Networks for YouTube Recommendations" (RecSys 2016). The products' are made beforehand; a visitor's
 * is made when they ask, so that what they have just done counts.
 */
public final class TwoTowers implements OwnRecommender {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String version;
    private final Tower user;
    private final Tower item;
    private final OwnDeclaration.Similarity similarity;
    private final FeatureRows products;
    private final FeatureRows customers;
    /** A tower must not be closed while it is asked: its memory is not Java's. */
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

    private volatile ItemVectors vectors = ItemVectors.none();
    private long vectorsOf = -1;
    private boolean closed;

    private TwoTowers(
            String version,
            Tower user,
            Tower item,
            OwnDeclaration.Similarity similarity,
            FeatureRows products,
            FeatureRows customers) {
        this.version = version;
        this.user = user;
        this.item = item;
        this.similarity = similarity;
        this.products = products;
        this.customers = customers;
    }

    /**
     * Opens both towers and tries them; empty where anything about them is wrong, which is told. The vectors of products are not made
     * yet: {@link #refresh} makes them.
     */
    static Optional<TwoTowers> open(
            OwnDeclaration.TwoTowers declared,
            String version,
            FeatureRows products,
            FeatureRows customers,
            Problems problems) {
        Optional<Tower> user = Tower.open(declared.user(), problems);
        Optional<Tower> item = Tower.open(declared.item(), problems);
        if (user.isPresent() && item.isPresent() && fit(declared, user.get(), item.get(), problems)) {
            return Optional.of(
                    new TwoTowers(version, user.get(), item.get(), declared.similarity(), products, customers));
        }
        user.ifPresent(Tower::close);
        item.ifPresent(Tower::close);
        return Optional.empty();
    }

    private static boolean fit(OwnDeclaration.TwoTowers declared, Tower user, Tower item, Problems problems) {
        Optional<Integer> ofUser = width(declared.user(), user, problems);
        Optional<Integer> ofItem = width(declared.item(), item, problems);
        if (ofUser.isEmpty() || ofItem.isEmpty()) {
            return false;
        }
        if (!ofUser.equals(ofItem)) {
            problems.add(
                    declared.place(),
                    declared.user().model().getFileName() + " gives vectors of " + ofUser.get() + " numbers, "
                            + declared.item().model().getFileName() + " of " + ofItem.get() + ".",
                    "Export both from one training.");
        }
        return ofUser.equals(ofItem);
    }

    /** How many numbers a tower gives, tried with a row of which nothing is known. */
    private static Optional<Integer> width(TowerDeclaration declared, Tower tower, Problems problems) {
        try {
            return Optional.of(tower.vectors(List.of(feature -> List.of()))[0].length);
        } catch (IllegalStateException failed) {
            problems.add(
                    declared.place(),
                    declared.model().getFileName() + " cannot be asked: " + failed.getMessage() + ".",
                    "Give it what it was trained with, or export it with an output of the shape [any, numbers].");
            return Optional.empty();
        }
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<ScoredProduct> best(Situation situation, int most) {
        UserRow row = new UserRow(situation, customers);
        if (user.inputs().stream().allMatch(input -> row.values(input.feature()).isEmpty())) {
            return List.of();
        }
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The towers of " + version + " are closed");
            }
            float[] vector = user.vectors(List.of(row))[0];
            if (!FiniteVector.is(vector)) {
                throw new IllegalStateException("The user tower of " + version + " gives " + Arrays.toString(vector));
            }
            return vectors.nearest(vector, most);
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public void refresh() {
        long now = products.changes();
        open.readLock().lock();
        try {
            if (!closed && now != vectorsOf) {
                vectors = vectors.now(item, similarity, products);
                vectorsOf = now;
            }
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public List<String> complaints() {
        return vectors.complaints();
    }

    @Override
    public long bytes() {
        return user.bytes() + item.bytes() + vectors.bytes();
    }

    /** A run that hangs keeps them open: better some memory is lost than all of the program. */
    @Override
    public void close() {
        try {
            if (open.writeLock().tryLock(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    closeBoth();
                } finally {
                    open.writeLock().unlock();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeBoth() {
        if (!closed) {
            closed = true;
            user.close();
            item.close();
        }
    }
}
