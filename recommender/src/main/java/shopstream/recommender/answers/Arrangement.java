package shopstream.recommender.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The products of an answer in the order in which a placement's rules want them. */
final class Arrangement {
    private Arrangement() {}

    /** What was suggested, each with its rules, and among it what is pinned. Scores fall from the first to the last. */
    static List<Suggestion> of(List<Suggestion> suggested, Choice choice) {
        if (choice.rules().acted().isEmpty()) {
            return suggested;
        }
        List<Suggestion> arranged = new ArrayList<>();
        for (Suggestion each : suggested) {
            arranged.add(new Suggestion(
                    each.product(), each.score(), each.reason(), choice.rules().movedBy(each.product())));
        }
        int next = 0;
        for (Choice.Pin pin : choice.pins()) {
            int at = Math.min(Math.max(pin.place() - 1, next), arranged.size());
            arranged.add(
                    at,
                    new Suggestion(
                            pin.product(),
                            1,
                            "Picked by the shop",
                            choice.rules().movedBy(pin.product())));
            next = at + 1;
        }
        return falling(arranged);
    }

    /** With the same scores, the highest one first: who compares them must come to the order that is shown. */
    private static List<Suggestion> falling(List<Suggestion> arranged) {
        double[] scores = arranged.stream().mapToDouble(Suggestion::score).toArray();
        Arrays.sort(scores);
        List<Suggestion> falling = new ArrayList<>(arranged.size());
        for (int place = 0; place < arranged.size(); place++) {
            Suggestion each = arranged.get(place);
            falling.add(new Suggestion(each.product(), scores[scores.length - 1 - place], each.reason(), each.rules()));
        }
        return falling;
    }
}
