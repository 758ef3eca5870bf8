package shopstream.recommender.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

/**
 * A recommender of the shop's own as its files are now; while they are no good, as they were before. One thread looks at the
 * files, any number ask meanwhile.
 */
public final class OwnInUse {
    private static final Logger LOG = LoggerFactory.getLogger(OwnInUse.class);

    /** Vectors that were just made anew rest for so many times as long as that took: the processor has more to do. */
    private static final int RESTS = 10;

    private final OwnDeclaration declared;
    private final OwnFeatures features;
    private final ExecutorService threads;
    private final LongSupplier nanoClock;
    private final LongAdder answered = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private Map<Path, Stamp> stamps = Map.of();
    private long restsUntil;
    private volatile Optional<OwnRecommender> current = Optional.empty();
    private volatile List<String> problems = List.of();
    private volatile Optional<String> failure = Optional.empty();

    /** By what another file of the same name is told from it. */
    private record Stamp(FileTime written, long bytes, String file) {}

    /** @param threads on which it is asked, so that who waits need not wait for its end */
    OwnInUse(OwnDeclaration declared, OwnFeatures features, ExecutorService threads, LongSupplier nanoClock) {
        this.declared = declared;
        this.features = features;
        this.threads = threads;
        this.nanoClock = nanoClock;
        this.restsUntil = nanoClock.getAsLong();
    }

    /** Looks whether its files are others or products have changed, and follows. Never throws. */
    void look() {
        try {
            Map<Path, Stamp> now = stamps();
            if (!now.equals(stamps)) {
                stamps = now;
                load();
            } else if (current.isPresent() && nanoClock.getAsLong() - restsUntil >= 0) {
                refresh(current.get());
            }
        } catch (RuntimeException unexpected) {
            problems = List.of("It cannot be loaded: " + unexpected.getMessage() + ".");
            LOG.warn("The recommender {} cannot be loaded", declared.name(), unexpected);
        }
    }

    private void load() {
        Problems found = new Problems();
        Optional<OwnRecommender> loaded = OwnLoading.load(declared, features.products(), features.customers(), found);
        problems = found.all().stream().map(Problem::toString).toList();
        problems.forEach(problem -> LOG.warn("{}", problem));
        loaded.ifPresent(next -> {
            refresh(next);
            Optional<OwnRecommender> before = current;
            current = loaded;
            failure = Optional.empty();
            LOG.info("The recommender {} is in use", next.version());
            before.ifPresent(OwnRecommender::close);
        });
    }

    private void refresh(OwnRecommender recommender) {
        long begun = nanoClock.getAsLong();
        recommender.refresh();
        long now = nanoClock.getAsLong();
        restsUntil = now + RESTS * (now - begun);
    }

    private Map<Path, Stamp> stamps() {
        Map<Path, Stamp> found = new HashMap<>();
        for (Path file : declared.files()) {
            try {
                BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
                found.put(file, new Stamp(read.lastModifiedTime(), read.size(), String.valueOf(read.fileKey())));
            } catch (IOException missing) {
                found.put(file, new Stamp(FileTime.fromMillis(0), -1, ""));
            }
        }
        return found;
    }

    /**
     * What somebody should be shown, the best first.
     *
     * @param atMost how long whoever asks has time
     * @throws Unanswered where it has not answered by then, or fails; it is counted
     */
    public List<ScoredProduct> ask(Situation situation, int most, Duration atMost) {
        if (current.isEmpty()) {
            failed.increment();
            throw new Unanswered("the recommender " + name() + " cannot be used");
        }
        Future<List<ScoredProduct>> asked;
        try {
            asked = threads.submit(() -> now(situation, most));
        } catch (RejectedExecutionException busy) {
            late.increment();
            throw new Unanswered("the recommender " + name() + " had too much to do");
        }
        try {
            List<ScoredProduct> best = asked.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
            answered.increment();
            return best;
        } catch (TimeoutException slow) {
            asked.cancel(false);
            late.increment();
            throw new Unanswered("the recommender " + name() + " took too long");
        } catch (ExecutionException broken) {
            failed.increment();
            note(broken.getCause());
            throw new Unanswered("the recommender " + name() + " failed");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            asked.cancel(false);
            throw new Unanswered("the recommender " + name() + " was not waited for");
        }
    }

    private List<ScoredProduct> now(Situation situation, int most) {
        OwnRecommender asked = current.orElseThrow();
        try {
            return asked.best(situation, most);
        } catch (RuntimeException closed) {
            OwnRecommender other = current.orElseThrow();
            if (other == asked) {
                throw closed;
            }
            return other.best(situation, most);
        }
    }

    /** The first failure is in the log file; it may be that of thousands of requests. */
    private void note(Throwable why) {
        if (failure.isEmpty()) {
            LOG.warn("The recommender {} failed", name(), why);
            failure = Optional.of(String.valueOf(why.getMessage()));
        }
    }

    /** It did not answer, and why, in words that go on a sentence. */
    public static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Unanswered(String why) {
            super(why, null, false, false);
        }
    }

    public String name() {
        return declared.name();
    }

    /** The version that answers; empty while none can be used. */
    public Optional<String> version() {
        return current.map(OwnRecommender::version);
    }

    /** What is wrong with its files, its products and its last answers; empty where nothing is. */
    public List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        current.ifPresent(recommender -> all.addAll(recommender.complaints()));
        failure.ifPresent(why -> all.add("It failed first with: " + why + "."));
        return all;
    }

    /** How often it answered. */
    public long answered() {
        return answered.sum();
    }

    /** How often there was no time to wait for it. */
    public long late() {
        return late.sum();
    }

    /** How often it failed, or could not be used. */
    public long failed() {
        return failed.sum();
    }

    void close() {
        Optional<OwnRecommender> last = current;
        current = Optional.empty();
        last.ifPresent(OwnRecommender::close);
    }
}
