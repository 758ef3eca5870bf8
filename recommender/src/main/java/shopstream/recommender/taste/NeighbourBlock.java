package shopstream.recommender.taste;

import java.util.Arrays;

/**
 * The block of the Gram matrix that belongs to one item's neighbours, from the users whom they share.
 *
 * <p>Only users who had to do with two of the neighbours count. Gathering them costs as much as the neighbours have users,
 * which is far less than the whole Gram matrix would cost to keep and to search.
 */
final class NeighbourBlock {
    private final Interactions byItem;
    private final float[] userWeights;
    private final float[] itemScales;
    private final int width;
    /** For each user with how many of the neighbours they had to do; 0 for all between two blocks. */
    private final int[] counts;
    /** For each user who shares neighbours where the next of them is to be put. */
    private final int[] ends;

    private int[] met = new int[1024];
    private int metCount;
    private int[] places = new int[1024];

    NeighbourBlock(Interactions byItem, float[] userWeights, float[] itemScales, int width) {
        this.byItem = byItem;
        this.userWeights = userWeights;
        this.itemScales = itemScales;
        this.width = width;
        counts = new int[byItem.columns()];
        ends = new int[byItem.columns()];
    }

    /**
     * Fills what is above the diagonal.
     *
     * @param neighbours at most {@code width}
     * @param matrix row by row, each of {@code width} numbers
     */
    void fill(int[] neighbours, float[] matrix) {
        for (int i = 0; i < neighbours.length; i++) {
            Arrays.fill(matrix, i * width, i * width + neighbours.length, 0);
        }
        meetUsers(neighbours);
        placeNeighbours(neighbours);
        for (int i = 0; i < metCount; i++) {
            addPairs(met[i], matrix);
            counts[met[i]] = 0;
        }
        for (int i = 0; i < neighbours.length; i++) {
            for (int j = i + 1; j < neighbours.length; j++) {
                matrix[i * width + j] *= itemScales[neighbours[i]] * itemScales[neighbours[j]];
            }
        }
    }

    private void meetUsers(int[] neighbours) {
        metCount = 0;
        for (int neighbour : neighbours) {
            if (met.length < metCount + byItem.degree(neighbour)) {
                met = Arrays.copyOf(met, 2 * met.length + byItem.degree(neighbour));
            }
            for (int at = byItem.start(neighbour); at < byItem.start(neighbour + 1); at++) {
                int user = byItem.entry(at);
                if (counts[user]++ == 0) {
                    met[metCount++] = user;
                }
            }
        }
    }

    private void placeNeighbours(int[] neighbours) {
        int end = 0;
        for (int i = 0; i < metCount; i++) {
            ends[met[i]] = end;
            end += counts[met[i]] > 1 ? counts[met[i]] : 0;
        }
        if (places.length < end) {
            places = new int[2 * end];
        }
        for (int i = 0; i < neighbours.length; i++) {
            for (int at = byItem.start(neighbours[i]); at < byItem.start(neighbours[i] + 1); at++) {
                int user = byItem.entry(at);
                if (counts[user] > 1) {
                    places[ends[user]++] = i;
                }
            }
        }
    }

    private void addPairs(int user, float[] matrix) {
        if (counts[user] < 2) {
            return;
        }
        float weight = userWeights[user];
        int end = ends[user];
        for (int one = end - counts[user]; one < end; one++) {
            int rowStart = places[one] * width;
            for (int other = one + 1; other < end; other++) {
                matrix[rowStart + places[other]] += weight;
            }
        }
    }
}
