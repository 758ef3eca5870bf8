package shopstream.app.benchmark;

import java.time.Duration;

/**
 * How much of the lake is measured.
 *
 * @param clicks and changed rows that are in the log when writing begins
 * @param commits how far two of the lake's lie apart
 * @param customers in the training set's lake, each of whom rates so many of so many products
 * @param repetitions of which the median counts
 */
record LakeSizes(
        int clicks,
        int changedRows,
        Duration commits,
        int customers,
        int products,
        int ratingsPerCustomer,
        int repetitions) {

    /** As much as is asked for. */
    static LakeSizes full() {
        return new LakeSizes(2_000_000, 400_000, Duration.ofSeconds(5), 1_000_000, 100_000, 10, 3);
    }

    /** Small enough to see that everything works; its figures say little. */
    static LakeSizes quick() {
        return new LakeSizes(100_000, 20_000, Duration.ofSeconds(1), 10_000, 1_000, 10, 1);
    }

    /** The same, so often. */
    LakeSizes times(int runs) {
        return new LakeSizes(clicks, changedRows, commits, customers, products, ratingsPerCustomer, runs);
    }
}
