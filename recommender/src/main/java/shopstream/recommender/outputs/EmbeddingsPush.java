package shopstream.recommender.outputs;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import shopstream.recommender.answers.LearnedVectors;

/** Pushes the vectors of now to a store. Where too few have bought anything there are none, and the store keeps what it has. */
public final class EmbeddingsPush {
    private final Supplier<Optional<LearnedVectors>> now;
    private final EmbeddingsTarget target;

    /** @param now those of the moment it is asked for; empty where nothing can be learned */
    public EmbeddingsPush(Supplier<Optional<LearnedVectors>> now, EmbeddingsTarget target) {
        this.now = now;
        this.target = target;
    }

    /**
     * Pushes them.
     *
     * @param words takes what is worth telling
     * @return how many vectors there are
     * @throws IllegalStateException saying why they did not get there
     */
    public long run(Consumer<String> words) throws InterruptedException {
        Optional<PublishedEmbeddings> embeddings = now.get().map(PublishedEmbeddings::of);
        if (embeddings.isEmpty()) {
            words.accept("Too few customers have bought anything to learn from, and nothing is published");
            return 0;
        }
        PublishedEmbeddings published = embeddings.get();
        Attempts attempts = new Attempts();
        if (attempts.succeeds(target.words(), () -> target.publish(published))) {
            words.accept(String.format(
                    Locale.ROOT,
                    "To %s: vectors of %,d products and %,d customers, %d numbers each",
                    target.words(),
                    published.products().size(),
                    published.customers().size(),
                    published.width()));
        }
        attempts.orThrow("It holds what it held before.");
        return (long) published.products().size() + published.customers().size();
    }
}
