package shopstream.recommender.sessions;

import java.util.Arrays;

/** Sums of scores for items, by their indexes, that is emptied in the time it took to fill it. */
final class ScoreSheet {
    private float[] scores;
    private int[] touched = new int[256];
    private int size;

    ScoreSheet(int items) {
        scores = new float[items];
    }

    /** Adds to an item's score. */
    void add(int item, float score) {
        if (item >= scores.length) {
            scores = Arrays.copyOf(scores, item + 1 + item / 8);
        }
        if (scores[item] == 0) {
            if (size == touched.length) {
                touched = Arrays.copyOf(touched, 2 * size);
            }
            touched[size++] = item;
        }
        scores[item] += score;
    }

    /** How many items have a score. */
    int size() {
        return size;
    }

    /** One of those that have a score. */
    int item(int position) {
        return touched[position];
    }

    float score(int item) {
        return scores[item];
    }

    void clear() {
        for (int position = 0; position < size; position++) {
            scores[touched[position]] = 0;
        }
        size = 0;
    }

    /** Offers all scores to a shortlist, sorts that, and is empty afterwards. */
    void moveTo(Shortlist shortlist) {
        shortlist.clear();
        for (int position = 0; position < size; position++) {
            int item = touched[position];
            shortlist.offer(item, scores[item]);
            scores[item] = 0;
        }
        size = 0;
        shortlist.sort();
    }
}
