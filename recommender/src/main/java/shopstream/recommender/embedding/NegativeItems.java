package shopstream.recommender.embedding;

import java.util.Random;

/** Draws items in proportion to their counts to the power of .75, in constant time (Walker's alias method, 1974). */
final class NegativeItems {
    private static final double POWER = .75;

    private final float[] chances;
    private final float[] keep;
    private final int[] alias;

    NegativeItems(int[] counts) {
        int items = counts.length;
        double total = 0;
        for (int count : counts) {
            total += Math.pow(count, POWER);
        }
        this.chances = new float[items];
        this.keep = new float[items];
        this.alias = new int[items];
        int[] below = new int[items];
        int[] above = new int[items];
        int belowCount = 0;
        int aboveCount = 0;
        double[] left = new double[items];
        for (int item = 0; item < items; item++) {
            double chance = Math.pow(counts[item], POWER) / total;
            chances[item] = (float) chance;
            left[item] = chance * items;
            if (left[item] < 1) {
                below[belowCount++] = item;
            } else {
                above[aboveCount++] = item;
            }
        }
        while (belowCount > 0 && aboveCount > 0) {
            int small = below[--belowCount];
            int large = above[aboveCount - 1];
            keep[small] = (float) left[small];
            alias[small] = large;
            left[large] -= 1 - left[small];
            if (left[large] < 1) {
                aboveCount--;
                below[belowCount++] = large;
            }
        }
        while (aboveCount > 0) {
            keep[above[--aboveCount]] = 1;
        }
        // Only rounding leaves some of these; one without a count must not be drawn even so.
        while (belowCount > 0) {
            int item = below[--belowCount];
            keep[item] = counts[item] == 0 ? 0 : 1;
            alias[item] = counts[item] == 0 ? largest(counts) : item;
        }
    }

    private static int largest(int[] counts) {
        int largest = 0;
        for (int item = 1; item < counts.length; item++) {
            largest = counts[item] > counts[largest] ? item : largest;
        }
        return largest;
    }

    int draw(Random random) {
        int item = random.nextInt(keep.length);
        return random.nextFloat() < keep[item] ? item : alias[item];
    }

    /** The chance that a draw is this item. */
    float chance(int item) {
        return chances[item];
    }
}
