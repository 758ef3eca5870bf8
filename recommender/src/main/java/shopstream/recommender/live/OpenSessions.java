package shopstream.recommender.live;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The sessions that go on: what somebody looked at, one thing after the other, until they pause. Of those that nobody hears of
 * any more, the ones heard of longest ago are let go.
 *
 * <p>They are in two maps, and those in the older one are let go together. A list of all in the order in which they were heard of
 * would be written to in five places at each event, and Java's collector looks at each of them again.
 */
final class OpenSessions {
    static final Duration PAUSE = Duration.ofMinutes(30);

    /** Of a longer session its newest items: nobody browses so far, but programs do. */
    private static final int LONGEST = 50;

    private final int most;
    private Map<String, Session> newer = new HashMap<>();
    private Map<String, Session> older = Map.of();
    private long begun;

    /** @param number of the session, counted from the first there was; @param items up to and with the newest */
    record Step(long number, int[] items) {}

    private static final class Session {
        private final long number;
        private long millis;
        private int[] items = {};

        private Session(long number) {
            this.number = number;
        }
    }

    /** @param most that are kept for sure; at times it is up to twice as many */
    OpenSessions(int most) {
        this.most = most;
    }

    /**
     * Adds an item to somebody's session, or begins a new one with it.
     *
     * @param whose of the visitor, or of the order
     * @param millis when, since 1970
     */
    Step add(String whose, int item, long millis) {
        Session session = open(whose);
        if (session == null || Math.abs(millis - session.millis) > PAUSE.toMillis()) {
            session = new Session(begun++);
            keep(whose, session);
        }
        int[] items = session.items;
        items = items.length < LONGEST
                ? Arrays.copyOf(items, items.length + 1)
                : Arrays.copyOf(Arrays.copyOfRange(items, 1, LONGEST), LONGEST);
        items[items.length - 1] = item;
        session.items = items;
        session.millis = millis;
        return new Step(session.number, items);
    }

    private Session open(String whose) {
        Session session = newer.get(whose);
        if (session == null) {
            session = older.get(whose);
            if (session != null) {
                keep(whose, session);
            }
        }
        return session;
    }

    private void keep(String whose, Session session) {
        if (newer.size() >= most) {
            older = newer;
            newer = new HashMap<>();
        }
        newer.put(whose, session);
    }

    /** Whether somebody's open session has the item. */
    boolean holds(String whose, int item) {
        Session session = open(whose);
        return session != null && Arrays.stream(session.items).anyMatch(each -> each == item);
    }

    /** How many sessions there have been. */
    long begun() {
        return begun;
    }
}
