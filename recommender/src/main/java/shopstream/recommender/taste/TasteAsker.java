package shopstream.recommender.taste;

import java.util.Arrays;
import shopstream.recommender.sessions.Shortlist;

/**
 * What somebody likes in the long run, told from their history anew with each question: one item more counts at once, and nothing
 * is learned for it. Candidates are what the history's neighbours propose, so that no question goes through all products. For one
 * thread; keeps its room.
 */
public final class TasteAsker {
    private static final int PROPOSED = 300;

    private final NumberedTaste taste;
    private final TasteModel model;
    private final KnownItems known;
    private final NeighbourSums neighbours;
    private final Shortlist proposed = new Shortlist(PROPOSED);
    private float[] user;
    private float userLength;

    TasteAsker(NumberedTaste taste) {
        this.taste = taste;
        this.model = taste.model();
        this.known = new KnownItems(model.items());
        this.neighbours = new NeighbourSums(model.neighbours());
        this.user = new float[model.width()];
    }

    /**
     * Asks for what goes with a history, without the history itself; nothing where none of it is known.
     *
     * @param history numbers of different products, the newest last
     * @param into takes the best
     */
    public void best(int[] history, Shortlist into) {
        known.become(Arrays.stream(history).map(taste::item).toArray());
        neighbours.become(known);
        user = model.vectors().ofHistory(known);
        userLength = TasteSpace.length(user, 0, user.length);
        proposed.clear();
        for (int at = 0; at < neighbours.size(); at++) {
            int item = neighbours.item(at);
            if (!known.contain(item) && taste.number(item) >= 0) {
                proposed.offer(item, neighbours.of(item));
            }
        }
        into.clear();
        for (int place = 0; place < proposed.size(); place++) {
            into.offer(taste.number(proposed.item(place)), of(proposed.item(place)));
        }
        into.sort();
    }

    /** How many products of the last history are known to it. */
    public int known() {
        return known.size();
    }

    /** Whether a product is one of the last history. @param number of the product */
    public boolean isOfHistory(int number) {
        int item = taste.item(number);
        return item >= 0 && known.contain(item);
    }

    /** How well a product suits the last history; 0 where the model does not know it. @param number of the product */
    public float score(int number) {
        int item = taste.item(number);
        return item < 0 ? 0 : of(item);
    }

    private float of(int item) {
        return neighbours.of(item) + model.vectorScale() * model.vectors().product(item, user);
    }

    /** The cosine of a product's vector and that of the last history; 0 where either is not known. @param number of the product */
    public float likeness(int number) {
        int item = taste.item(number);
        float lengths = item < 0 ? 0 : userLength * taste.length(item);
        return lengths == 0 ? 0 : model.vectors().product(item, user) / lengths;
    }
}
