package shopstream.recommender.sessions;

import java.util.Arrays;

/**
 * Sessions, oldest first, each the items that one visitor looked at in order. They lie in one array, since they are walked
 * through many times; parts of them share it.
 */
public final class Sessions {
    private final int itemCount;
    private final int[] items;
    private final int[] starts;
    private final int first;
    private final int count;

    private Sessions(int itemCount, int[] items, int[] starts, int first, int count) {
        this.itemCount = itemCount;
        this.items = items;
        this.starts = starts;
        this.first = first;
        this.count = count;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How many sessions. */
    public int count() {
        return count;
    }

    /** How many events all sessions have together. */
    public int events() {
        return starts[first + count] - starts[first];
    }

    /** One more than the largest item of all sessions that these are a part of. */
    public int itemCount() {
        return itemCount;
    }

    /** How many events a session has. */
    public int length(int session) {
        return starts[first + session + 1] - starts[first + session];
    }

    /** The item at a place of a session, from 0. */
    public int item(int session, int place) {
        return items[starts[first + session] + place];
    }

    /** The first items of a session. */
    public int[] prefix(int session, int length) {
        int start = starts[first + session];
        return Arrays.copyOfRange(items, start, start + length);
    }

    /** A session's items. */
    public int[] session(int session) {
        return prefix(session, length(session));
    }

    /** The oldest ones. */
    public Sessions oldest(int sessions) {
        return new Sessions(itemCount, items, starts, first, sessions);
    }

    /** All but the oldest ones. */
    public Sessions without(int oldest) {
        return new Sessions(itemCount, items, starts, first + oldest, count - oldest);
    }

    /** Takes sessions, the oldest first. */
    public static final class Builder {
        private int[] items = new int[1024];
        private int[] starts = new int[256];
        private int count;
        private int itemCount;

        private Builder() {}

        /** Adds a session that is newer than all before. */
        public Builder add(int... session) {
            int start = starts[count];
            if (start + session.length > items.length) {
                items = Arrays.copyOf(items, Math.max(2 * items.length, start + session.length));
            }
            if (count + 2 > starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            for (int place = 0; place < session.length; place++) {
                items[start + place] = session[place];
                itemCount = Math.max(itemCount, session[place] + 1);
            }
            count++;
            starts[count] = start + session.length;
            return this;
        }

        public Sessions build() {
            return new Sessions(
                    itemCount, Arrays.copyOf(items, starts[count]), Arrays.copyOf(starts, count + 1), 0, count);
        }
    }
}
