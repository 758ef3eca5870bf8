package shopstream.recommender.sessions;

import java.io.IOException;
import java.util.Arrays;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;

/**
 * Two steps of a random walk from each of the last items, along the pairs that say most: it reaches items that were never in
 * one session with those of this one. A step goes to one of an item's top neighbours by {@code R[i][j]/√tot[j]}.
 * One thread refreshes; others may walk meanwhile.
 */
public final class Walk implements SessionMethod {
    private static final int NEIGHBOURS = 40;
    private static final int STARTS = 3;
    private static final float FADING = .5f;

    private final PairWeights pairs;
    private int[] neighbours = new int[0];
    private volatile float[] chances = new float[0];
    private final Shortlist nearest = new Shortlist(NEIGHBOURS);

    private Walk(PairWeights pairs) {
        this.pairs = pairs;
    }

    /** A walk along the pairs as they are now. */
    public static Walk along(PairWeights pairs) {
        var walk = new Walk(pairs);
        walk.grow(pairs.itemCount());
        for (int item = 0; item < pairs.itemCount(); item++) {
            walk.refresh(item);
        }
        return walk;
    }

    /** Looks again where the walk goes from an item, after its pairs have changed. */
    public void refresh(int item) {
        if (item * NEIGHBOURS >= neighbours.length) {
            grow(item + 1 + item / 8);
        }
        PairRow row = pairs.row(item);
        nearest.clear();
        for (int slot = 0; slot < row.slots(); slot++) {
            int other = row.itemAt(slot);
            if (other != PairRow.FREE && row.weightAt(slot) > 0) {
                float total = pairs.total(other);
                nearest.offer(other, total > 0 ? row.weightAt(slot) / (float) Math.sqrt(total) : 0);
            }
        }
        nearest.sort();
        float sum = 0;
        for (int n = 0; n < nearest.size(); n++) {
            sum += nearest.score(n);
        }
        int at = item * NEIGHBOURS;
        float[] known = chances;
        for (int n = 0; n < NEIGHBOURS; n++) {
            boolean is = n < nearest.size() && sum > 0;
            neighbours[at + n] = is ? nearest.item(n) : ItemIndex.UNKNOWN;
            known[at + n] = is ? nearest.score(n) / sum : 0;
        }
    }

    private void grow(int items) {
        int known = neighbours.length;
        neighbours = Arrays.copyOf(neighbours, items * NEIGHBOURS);
        Arrays.fill(neighbours, known, neighbours.length, ItemIndex.UNKNOWN);
        chances = Arrays.copyOf(chances, items * NEIGHBOURS);
    }

    @Override
    public String name() {
        return "walk of two steps";
    }

    @Override
    public long bytes() {
        return 8L * neighbours.length;
    }

    @Override
    public SessionScorer scorer() {
        var sheet = new ScoreSheet(pairs.itemCount());
        return (session, into) -> {
            float weight = 1;
            for (int steps = 0; steps < Math.min(STARTS, session.length); steps++) {
                walk(session[session.length - 1 - steps], weight, sheet);
                weight *= FADING;
            }
            sheet.moveTo(into);
        };
    }

    private void walk(int item, float weight, ScoreSheet sheet) {
        // The chances first: where the walk has just grown, there are at least as many neighbours.
        float[] firstChances = chances;
        int[] firsts = neighbours;
        int from = item * NEIGHBOURS;
        if (item < 0 || from >= firstChances.length) {
            return;
        }
        for (int n = from; n < from + NEIGHBOURS && firsts[n] >= 0; n++) {
            float chance = weight * firstChances[n];
            int second = firsts[n] * NEIGHBOURS;
            if (second >= firstChances.length) {
                continue;
            }
            for (int m = second; m < second + NEIGHBOURS && firsts[m] >= 0; m++) {
                sheet.add(firsts[m], chance * firstChances[m]);
            }
        }
    }

    public void write(ModelOutput output) throws IOException {
        output.numbers(neighbours);
        output.numbers(chances);
    }

    /** @param pairs that the walk went along when it was written */
    public static Walk read(ModelInput input, PairWeights pairs) throws IOException {
        var walk = new Walk(pairs);
        walk.neighbours = input.ints();
        walk.chances = input.floats();
        return walk;
    }
}
