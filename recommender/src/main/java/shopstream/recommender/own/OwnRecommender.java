package shopstream.recommender.own;

import java.util.List;

/** A recommender of the shop's own, ready to be asked by any number of threads. */
public interface OwnRecommender extends AutoCloseable {
    /** By what answers tell which it was: its name, and what changes with each of its files. */
    String version();

    /**
     * What somebody should be shown, the best first, without asking whether it can be bought; empty where nothing follows from
     * what is known of them.
     *
     * @throws RuntimeException where it fails, as a model does that gives no numbers
     */
    List<ScoredProduct> best(Situation situation, int most);

    /** Follows products that have changed since; called by one thread, while others ask. */
    void refresh();

    /** What is wrong with some of its products, which are left out; empty where nothing is. */
    List<String> complaints();

    /** What it holds in memory, in bytes, counted from its arrays and files. */
    long bytes();

    /** Nobody asks any more. */
    @Override
    void close();
}
