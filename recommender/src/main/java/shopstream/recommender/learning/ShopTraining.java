package shopstream.recommender.learning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import shopstream.eventlog.LogAddress;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.live.LogFollower;
import shopstream.recommender.models.ModelVersion;
import shopstream.recommender.models.ModelVersions;

/** Trains a version of a shop's model from its log, in a process of its own. */
public final class ShopTraining {
    /** The other core is for those who wait for answers. */
    private static final int THREADS = 1;

    private static final long SEED = 1;
    private static final String SCRATCH = "scratch";

    private final Recommending declared;
    private final LogAddress log;
    private final LogFollower.Topics topics;
    private final ModelVersions versions;
    private final Clock clock;

    public ShopTraining(
            Recommending declared, LogAddress log, LogFollower.Topics topics, ModelVersions versions, Clock clock) {
        this.declared = declared;
        this.log = log;
        this.topics = topics;
        this.versions = versions;
        this.clock = clock;
    }

    /**
     * Trains a version, which is there afterwards and not in use.
     *
     * @param words takes what is worth telling
     * @return the version; empty where there is too little to learn from, which is said
     * @throws IllegalStateException saying why it failed
     */
    public Optional<ModelVersion> train(Consumer<String> words) throws InterruptedException {
        String version = ModelVersions.name(clock.instant());
        Path folder = versions.begin(version);
        boolean complete = false;
        try {
            if (!TrainingProcess.train(order(version, folder), folder.resolve(SCRATCH), words)) {
                return Optional.empty();
            }
            versions.abandon(folder.resolve(SCRATCH));
            ModelVersion trained = ModelVersion.read(folder);
            versions.complete(folder, version);
            complete = true;
            return Optional.of(trained);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("What was trained cannot be read: " + unreadable.getMessage(), unreadable);
        } finally {
            if (!complete) {
                versions.abandon(folder);
            }
        }
    }

    private TrainingOrder order(String version, Path folder) {
        Optional<String> before = versions.inUse();
        Supplier<Optional<String>> purchases = topics.purchases();
        return new TrainingOrder(
                version,
                log.bootstrapServers(),
                log.clientProperties(),
                topics.events().orElse(null),
                TrainingOrder.Products.of(topics.products(), declared.products()),
                declared.purchases()
                        .flatMap(mart -> purchases.get().map(topic -> TrainingOrder.Sales.of(topic, mart)))
                        .orElse(null),
                folder.toString(),
                before.map(known -> versions.model(known).toString()).orElse(null),
                before.orElse(null),
                THREADS,
                SEED);
    }
}
