package shopstream.recommender.ranking;

import java.util.Arrays;
import java.util.Optional;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Shortlist;
import shopstream.recommender.taste.NumberedTaste;
import shopstream.recommender.taste.TasteAsker;

/**
 * The items that are worth ranking: the best of each list, of the walk and of long-term taste, merged by their ranks (after
 * Cormack et al., <i>Reciprocal rank fusion</i>, SIGIR 2009), and those of the session itself. For one thread.
 */
final class Candidates {
    static final int MOST = 100;
    static final int METHODS = 4;
    static final int TOGETHER = 0;
    static final int NEXT = 1;
    static final int WALK = 2;
    static final int TASTE = 3;

    /** What an item of the session is ahead of others, so that it is a candidate. */
    static final float IN_SESSION = .1f;

    private static final float RANK_OFFSET = 10;

    private final SessionScorer[] scorers;
    private final Optional<NumberedTaste> learnedTaste;
    private final Shortlist[] lists = new Shortlist[METHODS];
    private final Shortlist best = new Shortlist(MOST);
    private int[] slots;
    private int[] items = new int[METHODS * MOST + 64];
    private float[] merged = new float[items.length];
    private int[][] ranks = new int[METHODS][items.length];
    private int size;
    private Optional<TasteAsker> asker = Optional.empty();
    private Optional<TasteAsker> taste = Optional.empty();

    Candidates(SessionParts parts, Optional<NumberedTaste> taste) {
        this.learnedTaste = taste;
        this.scorers = new SessionScorer[] {
            parts.together().scorer(), parts.next().scorer(), parts.walk().scorer()
        };
        for (int method = 0; method < METHODS; method++) {
            lists[method] = new Shortlist(MOST);
        }
        this.slots = new int[parts.history().itemCount()];
        Arrays.fill(slots, -1);
    }

    /** Finds somebody's candidates. @param between is done between its steps */
    void find(Shopper shopper, Runnable between) {
        int[] session = shopper.session();
        for (int method = 0; method < scorers.length; method++) {
            scorers[method].best(session, lists[method]);
        }
        between.run();
        like(shopper.history());
        size = 0;
        for (int method = 0; method < METHODS; method++) {
            Shortlist list = lists[method];
            for (int rank = 0; rank < list.size(); rank++) {
                int slot = slot(list.item(rank));
                merged[slot] += 1 / (rank + RANK_OFFSET);
                ranks[method][slot] = rank;
            }
        }
        for (int place = 0; place < session.length; place++) {
            if (session[place] >= 0 && isFirst(session, place)) {
                merged[slot(session[place])] += IN_SESSION;
            }
        }
        best.clear();
        for (int slot = 0; slot < size; slot++) {
            // By slots, of which the earlier one has the better rank.
            best.offer(slot, merged[slot]);
            slots[items[slot]] = -1;
        }
        best.sort();
    }

    private void like(int[] history) {
        lists[TASTE].clear();
        taste = Optional.empty();
        if (learnedTaste.isPresent() && history.length > 0) {
            // It takes as much room as a method does, and many never ask it.
            asker = asker.or(() -> learnedTaste.map(NumberedTaste::asker));
            taste = asker;
            taste.ifPresent(asked -> asked.best(history, lists[TASTE]));
        }
    }

    /** Long-term taste, asked for whom the candidates are; empty where there is none, or nothing to ask it by. */
    Optional<TasteAsker> taste() {
        return taste;
    }

    private static boolean isFirst(int[] session, int place) {
        for (int earlier = 0; earlier < place; earlier++) {
            if (session[earlier] == session[place]) {
                return false;
            }
        }
        return true;
    }

    private int slot(int item) {
        if (item >= slots.length) {
            int known = slots.length;
            slots = Arrays.copyOf(slots, item + 1 + item / 8);
            Arrays.fill(slots, known, slots.length, -1);
        }
        if (slots[item] < 0) {
            if (size == items.length) {
                grow();
            }
            slots[item] = size;
            items[size] = item;
            merged[size] = 0;
            for (int method = 0; method < METHODS; method++) {
                ranks[method][size] = MOST;
            }
            size++;
        }
        return slots[item];
    }

    private void grow() {
        items = Arrays.copyOf(items, 2 * size);
        merged = Arrays.copyOf(merged, 2 * size);
        for (int method = 0; method < METHODS; method++) {
            ranks[method] = Arrays.copyOf(ranks[method], 2 * size);
        }
    }

    int size() {
        return best.size();
    }

    int item(int candidate) {
        return items[best.item(candidate)];
    }

    float merged(int candidate) {
        return best.score(candidate);
    }

    /** Its rank in a method's answer, from 0; {@link #MOST} if it is not in it. */
    int rank(int candidate, int method) {
        return ranks[method][best.item(candidate)];
    }

    /** Its score in a method's answer; 0 if it is not in it. */
    float score(int candidate, int method) {
        int rank = rank(candidate, method);
        return rank < MOST ? lists[method].score(rank) : 0;
    }

    /** The best score of a method's answer. */
    float bestScore(int method) {
        return lists[method].size() == 0 ? 0 : lists[method].score(0);
    }
}
