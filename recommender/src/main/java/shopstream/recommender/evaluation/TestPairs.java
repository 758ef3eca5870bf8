package shopstream.recommender.evaluation;

import java.util.ArrayList;
import java.util.List;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.Sessions;

/** Beginnings of sessions, each with the item that came next: what a method is asked and what would have been right. */
public final class TestPairs {
    private final List<int[]> sessions = new ArrayList<>();
    private final List<Integer> nexts = new ArrayList<>();

    /**
     * Adds a question.
     *
     * @param next {@link ItemIndex#UNKNOWN} where nobody can know it: it counts as missed
     */
    public void add(int[] session, int next) {
        sessions.add(session);
        nexts.add(next);
    }

    /** All beginnings of sessions. */
    public static TestPairs of(Sessions sessions) {
        var pairs = new TestPairs();
        for (int session = 0; session < sessions.count(); session++) {
            for (int length = 1; length < sessions.length(session); length++) {
                pairs.add(sessions.prefix(session, length), sessions.item(session, length));
            }
        }
        return pairs;
    }

    public int size() {
        return nexts.size();
    }

    /** The items of the session so far. */
    public int[] session(int pair) {
        return sessions.get(pair);
    }

    /** The item that came next. */
    public int next(int pair) {
        return nexts.get(pair);
    }
}
