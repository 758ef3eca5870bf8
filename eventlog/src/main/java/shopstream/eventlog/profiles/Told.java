package shopstream.eventlog.profiles;

import java.time.Duration;
import java.util.Arrays;

/**
 * Which messages of one visitor were taken in within the last day, by the times at which they were: one that comes again within it
 * is no second event. What was taken in longer ago is forgotten when the next one comes. Immutable.
 */
public final class Told {
    /** For so long one that comes again is known. */
    public static final Duration REMEMBERED = Duration.ofHours(24);

    /** So many are remembered; whoever tells more in a day is a program, which may be counted twice. */
    static final int MOST = 2_000;

    public static final Told NOTHING = new Told(new long[0], new long[0]);

    private final long[] messages;
    private final long[] taken;

    private Told(long[] messages, long[] taken) {
        this.messages = messages;
        this.taken = taken;
    }

    static Told of(long[] messages, long[] taken) {
        return messages.length == 0 ? NOTHING : new Told(messages, taken);
    }

    /** Whether a message was told within a day before. @param now when it is taken in, in milliseconds since 1970 */
    public boolean knows(long message, long now) {
        for (int place = messages.length - 1; place >= 0; place--) {
            if (messages[place] == message && now - taken[place] <= REMEMBERED.toMillis()) {
                return true;
            }
        }
        return false;
    }

    /** With one that is not known. @param now when it is taken in, in milliseconds since 1970 */
    public Told with(long message, long now) {
        int first = Math.max(0, messages.length + 1 - MOST);
        while (first < messages.length && now - taken[first] > REMEMBERED.toMillis()) {
            first++;
        }
        int kept = messages.length - first;
        long[] more = Arrays.copyOfRange(messages, first, messages.length + 1);
        long[] times = Arrays.copyOfRange(taken, first, messages.length + 1);
        more[kept] = message;
        times[kept] = now;
        return new Told(more, times);
    }

    public int size() {
        return messages.length;
    }

    long message(int place) {
        return messages[place];
    }

    long taken(int place) {
        return taken[place];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Told told && Arrays.equals(messages, told.messages) && Arrays.equals(taken, told.taken);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(messages);
    }
}
