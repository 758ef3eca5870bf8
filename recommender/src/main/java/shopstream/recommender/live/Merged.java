package shopstream.recommender.live;

import java.util.HashMap;
import java.util.Map;
import shopstream.recommender.sessions.Shortlist;

/** Items from several lists with the sums of what each list says. */
final class Merged {
    private final Map<Integer, Float> scores = new HashMap<>();

    void add(int item, float score) {
        scores.merge(item, score, Float::sum);
    }

    void clear() {
        scores.clear();
    }

    /** The best of them; nothing is left here. */
    void moveTo(Shortlist into) {
        into.clear();
        scores.forEach(into::offer);
        into.sort();
        scores.clear();
    }
}
