package shopstream.recommender.learning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import shopstream.recommender.models.ModelInUse;
import shopstream.recommender.models.ModelVersion;
import shopstream.recommender.models.ModelVersions;
import shopstream.recommender.models.Quality;

/** A shop's model from its training to its end: a better one comes into use by itself, and can be taken back. */
public final class ModelLife {
    private final ShopTraining training;
    private final ModelVersions versions;
    private final ModelInUse inUse;
    private final AtomicBoolean goesOn = new AtomicBoolean();

    public ModelLife(ShopTraining training, ModelVersions versions, ModelInUse inUse) {
        this.training = training;
        this.versions = versions;
        this.inUse = inUse;
    }

    /**
     * Trains a version, and puts it to use if it is not worse than what is there.
     *
     * @param words takes what is worth telling
     * @throws IllegalStateException saying why it failed, as where another training goes on; nothing has changed then
     */
    public void train(Consumer<String> words) throws InterruptedException {
        if (!goesOn.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "Another schedule trains the recommender already. Wait until it has ended.");
        }
        try {
            trainAlone(words);
        } finally {
            goesOn.set(false);
        }
    }

    private void trainAlone(Consumer<String> words) throws InterruptedException {
        Optional<ModelVersion> trained = training.train(words);
        if (trained.isEmpty()) {
            words.accept("No model was made; answers stay as they are");
            return;
        }
        ModelVersion version = trained.get();
        words.accept(String.format(
                Locale.ROOT,
                "At %,d questions that it had not seen, of the latest visits:",
                version.origin().judging()));
        words.accept(told(version.quality()));
        version.before().map(ModelVersion.Compared::quality).ifPresent(other -> words.accept(told(other)));
        words.accept(told(version.merged()));
        words.accept(told(version.popular()));
        version.taste().ifPresent(taste -> words.accept(told(taste)));
        Optional<String> shortcoming = version.shortcoming();
        if (shortcoming.isPresent()) {
            words.accept(version.version() + " is kept and not put to use: " + shortcoming.get());
            return;
        }
        versions.use(version.version());
        inUse.follow();
        words.accept(inUse.trouble().orElse(version.version() + " is in use from now on"));
    }

    private static String told(Quality quality) {
        return String.format(
                Locale.ROOT,
                "%s: HR@20 %.4f, MRR@20 %.4f",
                quality.method(),
                quality.hitRate(),
                quality.reciprocalRank());
    }

    /**
     * Takes the model back.
     *
     * @param wanted the version to be used, or {@link ModelVersions#UNLEARNED}; empty for the one before
     * @throws IllegalArgumentException saying why that is not possible
     */
    public void rollBack(Optional<String> wanted) {
        versions.rollBack(wanted);
        inUse.follow();
    }

    /** All versions that are kept, the newest first. */
    public List<ModelVersion> versions() {
        return versions.all();
    }

    /** The version that is to be in use; empty for none. */
    public Optional<String> chosen() {
        return versions.inUse();
    }

    /** What is in use, and whether it can be. */
    public ModelInUse inUse() {
        return inUse;
    }
}
