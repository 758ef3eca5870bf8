package shopstream.eventlog;

import java.util.Arrays;

/**
 * What is known of each key of a dataset, by its {@link KeyHash}: whether its row lives, and whether it was met since the
 * rows of its table began to be read. A key takes 11 to 16 bytes of memory, since a half to three quarters of the slots are used, also
 * while the table is read.
 *
 * <p>Open addressing in many small arrays, so that growing never needs much at once. A slot holds the upper 61 bits of the hash,
 * which also choose its place, and what is known; a removal moves the run behind it back, so that no graves pile up.
 */
final class KnownKeys {
    private static final long LIVES = 1;
    private static final long MET = 1 << 1;
    /** Met, and its newest change was refused. */
    private static final long REFUSED = 1 << 2;

    private static final long KNOWN = LIVES | MET | REFUSED;
    private static final int SHARD_BITS = 6;

    /** So many parts the keys come in, see {@link #living(int)}. */
    static final int PARTS = 1 << SHARD_BITS;

    private static final int PLACE_SHIFT = Long.SIZE - SHARD_BITS - Integer.SIZE;
    private static final int SMALLEST = 4;

    private final Shard[] shards = new Shard[PARTS];
    private int living;
    private int livingMet;

    KnownKeys() {
        Arrays.setAll(shards, number -> new Shard());
    }

    /** How many rows live. */
    int living() {
        return living;
    }

    /** The keys of one part whose rows live, as hashes that mean the same to {@link #live}. */
    long[] living(int part) {
        return Arrays.stream(shards[part].slots)
                .filter(slot -> (slot & LIVES) != 0)
                .map(slot -> slot & ~KNOWN)
                .toArray();
    }

    boolean lives(long hash) {
        return (known(hash) & LIVES) != 0;
    }

    void live(long hash, boolean lives) {
        long before = known(hash);
        become(hash, before, lives ? before | LIVES : before & ~LIVES);
    }

    boolean met(long hash) {
        return (known(hash) & MET) != 0;
    }

    /** Whether the log holds what a row of this key, read from the table, could tell, or newer. */
    boolean settled(long hash) {
        return (known(hash) & (MET | REFUSED)) == MET;
    }

    /** @param refused whether it was a change that the contract refused: its row, read later, is welcome */
    void meet(long hash, boolean refused) {
        long before = known(hash);
        become(hash, before, refused ? before | MET | REFUSED : (before | MET) & ~REFUSED);
    }

    /** Whether every row that lives was met. */
    boolean livingWereMet() {
        return living == livingMet;
    }

    /** None counts as met any more. */
    void forgetMet() {
        for (Shard shard : shards) {
            shard.keepOnly(LIVES);
        }
        livingMet = 0;
    }

    private long known(long hash) {
        return shard(hash).known(hash);
    }

    private void become(long hash, long before, long now) {
        if (before != now) {
            shard(hash).put(hash, now);
            living += count(now, LIVES) - count(before, LIVES);
            livingMet += count(now, LIVES | MET) - count(before, LIVES | MET);
        }
    }

    private static int count(long known, long all) {
        return (known & all) == all ? 1 : 0;
    }

    private Shard shard(long hash) {
        return shards[(int) (hash >>> Long.SIZE - SHARD_BITS)];
    }

    /** Empty slots are zero; all others know something of their key. */
    private static final class Shard {
        private long[] slots = new long[SMALLEST];
        private int used;

        long known(long hash) {
            return slots[slotOf(hash)] & KNOWN;
        }

        void put(long hash, long known) {
            int slot = slotOf(hash);
            if (known == 0) {
                empty(slot);
                return;
            }
            used += slots[slot] == 0 ? 1 : 0;
            slots[slot] = hash & ~KNOWN | known;
            if (used > slots.length - slots.length / 4) {
                moveInto(slots.length + slots.length / 2);
            }
        }

        void keepOnly(long flags) {
            int kept = 0;
            for (int slot = 0; slot < slots.length; slot++) {
                long known = slots[slot] & flags;
                slots[slot] = known == 0 ? 0 : slots[slot] & ~KNOWN | known;
                kept += known == 0 ? 0 : 1;
            }
            // Also where nothing was removed the runs may have holes by now.
            moveInto(Math.max(SMALLEST, kept * 3 / 2 + 1));
        }

        private void moveInto(int length) {
            long[] before = slots;
            slots = new long[length];
            used = 0;
            for (long value : before) {
                if (value != 0) {
                    slots[slotOf(value)] = value;
                    used++;
                }
            }
        }

        private int slotOf(long hash) {
            int slot = home(hash);
            while (slots[slot] != 0 && ((slots[slot] ^ hash) & ~KNOWN) != 0) {
                slot = slot + 1 == slots.length ? 0 : slot + 1;
            }
            return slot;
        }

        private int home(long hash) {
            return (int) ((hash >>> PLACE_SHIFT & 0xFFFF_FFFFL) * slots.length >>> Integer.SIZE);
        }

        private void empty(int slot) {
            if (slots[slot] == 0) {
                return;
            }
            int hole = slot;
            int next = hole;
            while (true) {
                next = next + 1 == slots.length ? 0 : next + 1;
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
        }
    }
}
