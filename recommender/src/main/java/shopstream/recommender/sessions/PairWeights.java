package shopstream.recommender.sessions;

import java.io.IOException;
import java.util.Arrays;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;

/**
 * What items count for each other, summed over all sessions: {@code R[a][j]} for a pair of items of one session, where newer
 * and shorter sessions count more. Events of live sessions are appended one by one, with the same result as if their
 * sessions had been added when they were over.
 *
 * <p>One thread writes; others may read meanwhile and see an append partly.
 */
public final class PairWeights {
    /** Beyond this the weights of new sessions, which grow exponentially, are brought back to around one. */
    private static final double LARGEST_EXPONENT = 20;

    /** What goes on for years keeps so many others of an item at most: the lighter half of more is let go. */
    private static final int LIVE_OTHERS = 1_000;

    private final PairParameters parameters;
    private final double memory;
    private final float[] forward;
    private final float[] forwardToSelf;
    private final float[] backward;
    private double origin;
    private int mostOthers = Integer.MAX_VALUE;
    private float[] totals;
    private volatile PairRow[] rows;

    /**
     * @param memory the number of sessions after which a session counts 1/e
     * @param origin the session, counted from the oldest, that counts one
     */
    PairWeights(PairParameters parameters, double memory, double origin, int items) {
        this.parameters = parameters;
        this.memory = memory;
        this.origin = origin;
        this.forward = parameters.forwardWeights(false);
        this.forwardToSelf = parameters.forwardWeights(true);
        this.backward = parameters.backwardWeights(false);
        this.rows = new PairRow[items];
        Arrays.fill(rows, PairRow.EMPTY);
        this.totals = new float[items];
    }

    /** The weights from sessions that are over. */
    public static PairWeights of(Sessions sessions, PairParameters parameters) {
        double memory = parameters.recency() * Math.max(1, sessions.count());
        var weights = new PairWeights(parameters, memory, sessions.count(), sessions.itemCount());
        for (int session = 0; session < sessions.count(); session++) {
            weights.add(session, sessions.session(session));
        }
        return weights;
    }

    /** No pairs yet, for sessions that are still to come. @param memory the number of sessions after which a session counts 1/e */
    public static PairWeights empty(PairParameters parameters, double memory) {
        PairWeights weights = new PairWeights(parameters, memory, 0, 0);
        weights.mostOthers = LIVE_OTHERS;
        return weights;
    }

    /** Adds a session that is over. */
    public void add(long number, int... session) {
        float weight = recency(number) * lengthFactor(session.length);
        for (int place = 1; place < session.length; place++) {
            addPairsUpTo(session, place, weight);
        }
    }

    /**
     * Adds the latest event of a session that goes on.
     *
     * @param number of the session, counted from the oldest
     * @param session its items up to and with the one that is new
     */
    public void append(long number, int... session) {
        int length = session.length;
        float recency = recency(number);
        float shrunk = length < 3 ? 0 : recency * (lengthFactor(length) - lengthFactor(length - 1));
        if (shrunk != 0) {
            for (int place = 1; place < length - 1; place++) {
                addPairsUpTo(session, place, shrunk);
            }
        }
        if (length > 1) {
            addPairsUpTo(session, length - 1, recency * lengthFactor(length));
        }
    }

    /** Adds the pairs of the item at a place with those before it. */
    private void addPairsUpTo(int[] session, int place, float weight) {
        int later = session[place];
        for (int distance = Math.min(place, PairParameters.REACH); distance > 0; distance--) {
            int earlier = session[place - distance];
            if (earlier == later) {
                addPair(earlier, later, weight * forwardToSelf[distance]);
            } else {
                addPair(earlier, later, weight * forward[distance]);
                if (parameters.back() > 0) {
                    addPair(later, earlier, weight * backward[distance]);
                }
            }
        }
    }

    private void addPair(int item, int other, float weight) {
        if (Math.max(item, other) >= rows.length) {
            grow(Math.max(item, other) + 1);
        }
        PairRow before = rows[item];
        PairRow after = before.add(other, weight);
        if (after.size() > mostOthers) {
            after = after.heavier();
        }
        // Java's collector looks again at whatever is written to, even where the same is written.
        if (after != before) {
            rows[item] = after;
        }
        totals[item] += weight;
    }

    private void grow(int items) {
        int capacity = Math.max(items, rows.length + rows.length / 8);
        int known = rows.length;
        PairRow[] more = Arrays.copyOf(rows, capacity);
        Arrays.fill(more, known, capacity, PairRow.EMPTY);
        totals = Arrays.copyOf(totals, capacity);
        rows = more;
    }

    private float lengthFactor(int length) {
        return parameters.length() == 0 ? 1 : (float) Math.pow(length, -parameters.length());
    }

    private float recency(long number) {
        double exponent = (number - origin) / memory;
        if (exponent > LARGEST_EXPONENT) {
            rebase(number);
            exponent = 0;
        }
        return (float) Math.exp(exponent);
    }

    /** What a session counts now, where another that came first counted one: as sessions go on, all weights grow. */
    double level(long number) {
        return Math.exp((number - origin) / memory);
    }

    private void rebase(long number) {
        float factor = (float) Math.exp((origin - number) / memory);
        for (int item = 0; item < rows.length; item++) {
            rows[item].scale(factor);
            totals[item] *= factor;
        }
        origin = number;
    }

    int itemCount() {
        return rows.length;
    }

    PairRow row(int item) {
        PairRow[] known = rows;
        return item < 0 || item >= known.length ? PairRow.EMPTY : known[item];
    }

    /** What the other item counts for an item. */
    public float weight(int item, int other) {
        return row(item).weight(other);
    }

    /** What all others together count for an item. */
    public float total(int item) {
        return item < 0 || item >= totals.length ? 0 : totals[item];
    }

    /** What it holds in memory. */
    public long bytes() {
        long bytes = 8L * rows.length;
        for (PairRow row : rows) {
            bytes += row == PairRow.EMPTY ? 0 : row.bytes();
        }
        return bytes;
    }

    public void write(ModelOutput output) throws IOException {
        parameters.write(output);
        output.number(memory);
        output.number(origin);
        output.numbers(totals);
        for (PairRow row : rows) {
            row.write(output);
        }
    }

    public static PairWeights read(ModelInput input) throws IOException {
        PairParameters parameters = PairParameters.read(input);
        double memory = input.fraction();
        double origin = input.fraction();
        float[] totals = input.floats();
        var weights = new PairWeights(parameters, memory, origin, totals.length);
        weights.totals = totals;
        for (int item = 0; item < totals.length; item++) {
            weights.rows[item] = PairRow.read(input);
        }
        return weights;
    }
}
