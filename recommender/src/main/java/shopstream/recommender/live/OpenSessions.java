package shopstream.recommender.live;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sessions that go on: what somebody looked at, one thing after the other, until they pause. Of those that nobody hears of
 * any more, the ones heard of longest ago are let go.
 */
final class OpenSessions {
    static final Duration PAUSE = Duration.ofMinutes(30);

    /** Of a longer session its newest items: nobody browses so far, but programs do. */
    private static final int LONGEST = 50;

    private final Map<String, Session> open;
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

    /** @param most that are kept */
    OpenSessions(int most) {
        this.open = new LinkedHashMap<>(1024, .75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Adds an item to somebody's session, or begins a new one with it.
     *
     * @param whose of the visitor, or of the order
     * @param millis when, since 1970
     */
    Step add(String whose, int item, long millis) {
        Session session = open.get(whose);
        if (session == null || Math.abs(millis - session.millis) > PAUSE.toMillis()) {
            session = new Session(begun++);
            open.put(whose, session);
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

    /** Whether somebody's open session has the item. */
    boolean holds(String whose, int item) {
        Session session = open.get(whose);
        return session != null && Arrays.stream(session.items).anyMatch(each -> each == item);
    }

    /** How many sessions there have been. */
    long begun() {
        return begun;
    }
}
