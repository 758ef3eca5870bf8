package shopstream.recommender.sessions;

/**
 * Scores items by what they count for the items of the session, the latest ones most: for each distinct item i, k steps from
 * the end, {@code e^(−k/ρ) · tot[i]^(−A) · R[i][j] · tot[j]^(−B)}.
 */
public final class ItemToItem implements SessionMethod {
    /** Items of the session that would count less than e to the power of minus this are left out. */
    private static final double NEGLIGIBLE = 9;

    private final String name;
    private final PairWeights pairs;
    private final double reach;
    private final double ownPopularity;
    private final double otherPopularity;

    /**
     * @param reach ρ, the number of steps from the end over which an item's say falls to 1/e
     * @param ownPopularity A, how much less an item of the session says that goes with very many
     * @param otherPopularity B, how much less an item is worth that goes with very many
     */
    private ItemToItem(String name, PairWeights pairs, double reach, double ownPopularity, double otherPopularity) {
        this.name = name;
        this.pairs = pairs;
        this.reach = reach;
        this.ownPopularity = ownPopularity;
        this.otherPopularity = otherPopularity;
    }

    /** What belongs to the items of the session, in whatever order. */
    public static ItemToItem together(PairWeights pairs) {
        return new ItemToItem("items seen together", pairs, 1.5, .2, .3);
    }

    /** What comes after the last items of the session. */
    public static ItemToItem next(PairWeights pairs) {
        return new ItemToItem("items seen next", pairs, .3, 0, 0);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long bytes() {
        return pairs.bytes();
    }

    /**
     * What scores have to be divided by so that they mean the same at any time: newer sessions count more than older ones, and
     * so all scores grow as sessions go on.
     *
     * @param number of the newest session
     */
    public float level(long number) {
        return (float) Math.pow(pairs.level(number), 1 - ownPopularity - otherPopularity);
    }

    /** What the lists are made of. */
    public PairWeights pairs() {
        return pairs;
    }

    @Override
    public SessionScorer scorer() {
        var sheet = new ScoreSheet(pairs.itemCount());
        return (session, into) -> {
            score(session, sheet);
            discount(sheet, into);
        };
    }

    private void score(int[] session, ScoreSheet sheet) {
        int nearest = -1;
        for (int steps = 0; steps < session.length; steps++) {
            int item = session[session.length - 1 - steps];
            PairRow row = pairs.row(item);
            if (row.size() == 0 || isLater(session, steps)) {
                continue;
            }
            nearest = nearest < 0 ? steps : nearest;
            if ((steps - nearest) / reach > NEGLIGIBLE) {
                return;
            }
            double weight = Math.exp(-(steps - nearest) / reach);
            addRow(row, (float) (weight * power(pairs.total(item), ownPopularity)), sheet);
        }
    }

    private static void addRow(PairRow row, float weight, ScoreSheet sheet) {
        for (int slot = 0; slot < row.slots(); slot++) {
            int other = row.itemAt(slot);
            if (other != PairRow.FREE) {
                sheet.add(other, weight * row.weightAt(slot));
            }
        }
    }

    private void discount(ScoreSheet sheet, Shortlist into) {
        if (otherPopularity == 0) {
            sheet.moveTo(into);
            return;
        }
        into.clear();
        for (int position = 0; position < sheet.size(); position++) {
            int item = sheet.item(position);
            into.offer(item, (float) (sheet.score(item) * power(pairs.total(item), otherPopularity)));
        }
        sheet.clear();
        into.sort();
    }

    /** Whether the item that many steps from the end comes once more, nearer to it. */
    static boolean isLater(int[] session, int steps) {
        int at = session.length - 1 - steps;
        for (int place = session.length - 1; place > at; place--) {
            if (session[place] == session[at]) {
                return true;
            }
        }
        return false;
    }

    private static double power(float total, double exponent) {
        return exponent == 0 || total <= 0 ? 1 : Math.pow(total, -exponent);
    }
}
