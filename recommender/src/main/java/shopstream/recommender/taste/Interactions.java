package shopstream.recommender.taste;

import java.util.Arrays;

/**
 * Who had to do with what: a binary matrix of users and items, both numbered from 0, kept row by row.
 *
 * <p>The entries of a row are its columns, rising and each once. Seen {@link #byItem() from the other side} rows are items
 * and columns users.
 */
public final class Interactions {
    private final int columns;
    private final int[] starts;
    private final int[] entries;

    private Interactions(int columns, int[] starts, int[] entries) {
        this.columns = columns;
        this.starts = starts;
        this.entries = entries;
    }

    /**
     * The matrix whose rows are these users' items.
     *
     * @param histories for each user the items, in any order; an item that stands twice counts once
     * @param items how many items there are, also such as nobody had to do with
     */
    public static Interactions of(int[][] histories, int items) {
        int[] starts = new int[histories.length + 1];
        int[] entries = new int
                [Arrays.stream(histories).mapToInt(history -> history.length).sum()];
        int size = 0;
        for (int user = 0; user < histories.length; user++) {
            int[] sorted = histories[user].clone();
            Arrays.sort(sorted);
            for (int i = 0; i < sorted.length; i++) {
                if (sorted[i] < 0 || sorted[i] >= items) {
                    throw new IllegalArgumentException("Item " + sorted[i] + " of user " + user + " is not below "
                            + items + ", the number of items");
                }
                if (i == 0 || sorted[i] != sorted[i - 1]) {
                    entries[size++] = sorted[i];
                }
            }
            starts[user + 1] = size;
        }
        return new Interactions(items, starts, Arrays.copyOf(entries, size));
    }

    /** The same matrix, its rows being the items. */
    public Interactions byItem() {
        int[] turnedStarts = new int[columns + 1];
        for (int entry : entries) {
            turnedStarts[entry + 1]++;
        }
        for (int column = 0; column < columns; column++) {
            turnedStarts[column + 1] += turnedStarts[column];
        }
        int[] next = Arrays.copyOf(turnedStarts, columns);
        int[] turned = new int[entries.length];
        for (int row = 0; row < rows(); row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                turned[next[entries[at]]++] = row;
            }
        }
        return new Interactions(rows(), turnedStarts, turned);
    }

    public int rows() {
        return starts.length - 1;
    }

    public int columns() {
        return columns;
    }

    /** How many pairs of a user and an item there are. */
    public int size() {
        return entries.length;
    }

    public int degree(int row) {
        return starts[row + 1] - starts[row];
    }

    /** The degrees of all rows. */
    public int[] degrees() {
        int[] degrees = new int[rows()];
        Arrays.setAll(degrees, this::degree);
        return degrees;
    }

    /** The columns of a row. */
    public int[] row(int row) {
        return Arrays.copyOfRange(entries, starts[row], starts[row + 1]);
    }

    /** Where the entries of a row begin; they end where those of the next row begin. */
    int start(int row) {
        return starts[row];
    }

    int entry(int at) {
        return entries[at];
    }

    /** For each row its degree to the power, and 0 where nothing is in it. */
    float[] degreesToThe(double power) {
        float[] powers = new float[rows()];
        for (int row = 0; row < powers.length; row++) {
            powers[row] = degree(row) == 0 ? 0 : (float) Math.pow(degree(row), power);
        }
        return powers;
    }

    long bytes() {
        return Integer.BYTES * ((long) starts.length + entries.length);
    }
}
