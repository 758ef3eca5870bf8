package shopstream.recommender.sessions;

import java.io.IOException;
import java.util.Arrays;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;

/**
 * How often and when each item was looked at: its count, counts in which newer sessions count more (after three shares of
 * all sessions an event counts 1/e), and the sessions of its first and last event. Updated event by event: one thread writes,
 * others may read meanwhile.
 */
public final class ItemHistory {
    /** Shares of all sessions after which an event counts 1/e. */
    static final double[] MEMORIES = {.01, .05, .25};

    private final double span;
    private long latest;
    private int[] firsts;
    private int[] lasts;
    private float[] recent;
    private volatile int[] counts;

    /** @param span the number of sessions that ages and memories are told in */
    ItemHistory(double span, int items) {
        this.span = span;
        this.counts = new int[items];
        this.firsts = new int[items];
        this.lasts = new int[items];
        this.recent = new float[items * MEMORIES.length];
    }

    /** No events yet, for sessions that are still to come. @param span the number of sessions that ages and memories are told in */
    public static ItemHistory empty(double span) {
        return new ItemHistory(span, 0);
    }

    /** The history that sessions tell. */
    public static ItemHistory of(Sessions sessions) {
        var history = new ItemHistory(Math.max(1, sessions.count()), sessions.itemCount());
        for (int session = 0; session < sessions.count(); session++) {
            for (int place = 0; place < sessions.length(session); place++) {
                history.append(session, sessions.item(session, place));
            }
        }
        return history;
    }

    /**
     * Adds an event.
     *
     * @param number of its session, counted from the oldest
     */
    public void append(long number, int item) {
        if (item >= counts.length) {
            grow(item + 1 + item / 8);
        }
        latest = Math.max(latest, number);
        int at = item * MEMORIES.length;
        // A live session that began earlier than the item's last event counts as if it had begun then.
        int then = counts[item] == 0 ? (int) number : Math.max(lasts[item], (int) number);
        for (int memory = 0; memory < MEMORIES.length; memory++) {
            recent[at + memory] = recent[at + memory] * fading(then - lasts[item], memory) + 1;
        }
        firsts[item] = counts[item] == 0 ? then : firsts[item];
        lasts[item] = then;
        int[] known = counts;
        known[item]++;
    }

    private float fading(double sessions, int memory) {
        return sessions <= 0 ? 1 : (float) Math.exp(-sessions / (MEMORIES[memory] * span));
    }

    private void grow(int items) {
        firsts = Arrays.copyOf(firsts, items);
        lasts = Arrays.copyOf(lasts, items);
        recent = Arrays.copyOf(recent, items * MEMORIES.length);
        counts = Arrays.copyOf(counts, items);
    }

    /** The newest session that had an event, counted from the oldest. */
    public long latest() {
        return latest;
    }

    /** One more than the largest item it knows. */
    public int itemCount() {
        return counts.length;
    }

    /** How many events an item has had. */
    public int count(int item) {
        return isKnown(item) ? counts[item] : 0;
    }

    /** The events of an item in which newer ones count more. */
    public float recent(int item, int memory) {
        return isKnown(item) ? recent[item * MEMORIES.length + memory] * fading(latest - lasts[item], memory) : 0;
    }

    /** How long ago an item came first, as a share of all sessions. */
    public float age(int item) {
        return isKnown(item) ? (float) ((latest - firsts[item]) / span) : 0;
    }

    /** How long ago an item came last, as a share of all sessions. */
    public float silence(int item) {
        return isKnown(item) ? (float) ((latest - lasts[item]) / span) : 1;
    }

    private boolean isKnown(int item) {
        return item >= 0 && item < counts.length && counts[item] > 0;
    }

    public long bytes() {
        return 4L * (counts.length + firsts.length + lasts.length + recent.length);
    }

    public void write(ModelOutput output) throws IOException {
        output.number(span);
        output.number(latest);
        output.numbers(counts);
        output.numbers(firsts);
        output.numbers(lasts);
        output.numbers(recent);
    }

    public static ItemHistory read(ModelInput input) throws IOException {
        var history = new ItemHistory(input.fraction(), 0);
        history.latest = input.number();
        history.counts = input.ints();
        history.firsts = input.ints();
        history.lasts = input.ints();
        history.recent = input.floats();
        return history;
    }
}
