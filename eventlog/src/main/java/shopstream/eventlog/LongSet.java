package shopstream.eventlog;

/**
 * A set of 64-bit hashes in one array: 16 MB for a million keys, where a set of objects takes ten times that. Open
 * addressing; a removal moves the run behind it back, so that no graves pile up.
 */
final class LongSet {
    private static final int SMALLEST = 64;

    private long[] slots = new long[SMALLEST];
    private int used;
    /** Zero marks an empty slot, so the value zero itself is kept aside. */
    private boolean zero;

    int size() {
        return used + (zero ? 1 : 0);
    }

    boolean contains(long value) {
        if (value == 0) {
            return zero;
        }
        return slots[slotOf(value)] == value;
    }

    /** True when the value was not yet in the set. */
    boolean add(long value) {
        if (value == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        int slot = slotOf(value);
        if (slots[slot] == value) {
            return false;
        }
        slots[slot] = value;
        used++;
        if (used > slots.length / 2) {
            grow();
        }
        return true;
    }

    /** True when the value was in the set. */
    boolean remove(long value) {
        if (value == 0) {
            boolean removed = zero;
            zero = false;
            return removed;
        }
        int hole = slotOf(value);
        if (slots[hole] != value) {
            return false;
        }
        int mask = slots.length - 1;
        int next = hole;
        while (true) {
            next = (next + 1) & mask;
            if (slots[next] == 0) {
                break;
            }
            int home = home(slots[next]);
            // The entry may move into the hole unless its home lies behind the hole, up to where it stands.
            boolean homeBetween = hole <= next ? hole < home && home <= next : hole < home || home <= next;
            if (!homeBetween) {
                slots[hole] = slots[next];
                hole = next;
            }
        }
        slots[hole] = 0;
        used--;
        return true;
    }

    void clear() {
        slots = new long[SMALLEST];
        used = 0;
        zero = false;
    }

    /** Whether every value of this set is in the other one too. */
    boolean within(LongSet other) {
        if (zero && !other.zero) {
            return false;
        }
        for (long value : slots) {
            if (value != 0 && !other.contains(value)) {
                return false;
            }
        }
        return true;
    }

    private int home(long value) {
        return (int) (value ^ value >>> 32) & slots.length - 1;
    }

    private int slotOf(long value) {
        int mask = slots.length - 1;
        int slot = home(value);
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long value : before) {
            if (value != 0) {
                slots[slotOf(value)] = value;
            }
        }
    }
}
