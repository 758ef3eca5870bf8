package shopstream.recommender.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.own.ScoredProduct;
import shopstream.recommender.own.Situation;

/** A recommender of the shop's own as a way to tell what users will like: a user is a customer, their history what they did lately. */
final class JudgedTastes implements TasteEvaluation.Prediction {
    private final JudgedRecommender own;
    private final TasteDataSet set;
    private final Map<String, Integer> numbers = new HashMap<>();

    JudgedTastes(JudgedRecommender own, TasteDataSet set) {
        this.own = own;
        this.set = set;
        for (int item = 0; item < set.items().size(); item++) {
            numbers.put(set.items().get(item), item);
        }
    }

    @Override
    public int[] best(int user, int[] history, int wanted) {
        List<String> recent = new ArrayList<>(history.length);
        for (int item : history) {
            recent.add(set.items().get(item));
        }
        Situation situation = new Situation(Optional.of(set.users().get(user)), recent, List.of());
        return own.best(situation, wanted + history.length).stream()
                .map(ScoredProduct::id)
                .filter(id -> numbers.containsKey(id) && !recent.contains(id))
                .mapToInt(numbers::get)
                .limit(wanted)
                .toArray();
    }
}
