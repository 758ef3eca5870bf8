package shopstream.recommender.outputs;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Pushes what is popular now to all who are to be told. An empty list is pushed to nobody: it would empty somebody's page. */
public final class PopularPush {
    private final Supplier<PopularList> now;
    private final List<PopularTarget> targets;

    /** @param now what is popular when it is asked for */
    public PopularPush(Supplier<PopularList> now, List<PopularTarget> targets) {
        this.now = now;
        this.targets = List.copyOf(targets);
    }

    /**
     * Pushes it.
     *
     * @param words takes what is worth telling
     * @return how many products the list has
     * @throws IllegalStateException saying who was not told, once everybody was tried
     */
    public long run(Consumer<String> words) throws InterruptedException {
        PopularList list = now.get();
        if (list.products() == 0) {
            words.accept("Nothing is popular yet, and nobody is told");
            return 0;
        }
        Attempts attempts = new Attempts();
        for (PopularTarget target : targets) {
            if (attempts.succeeds(target.words(), () -> target.push(list))) {
                words.accept("To " + target.words() + ": " + list.products()
                        + (list.products() == 1 ? " product" : " products"));
            }
        }
        attempts.orThrow("The next attempt tells everybody what is popular then.");
        return list.products();
    }
}
