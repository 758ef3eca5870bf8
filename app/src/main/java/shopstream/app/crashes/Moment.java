package shopstream.app.crashes;

/** When it is killed. Times are as exact as a sleeping thread wakes up, the order of events is what the seed fixes. */
sealed interface Moment {
    /** In words, for the line of a kill. */
    String words();

    /** So long after the n-th transaction of this round was made. */
    record Traffic(int transaction, int millis) implements Moment {
        @Override
        public String words() {
            return "in traffic, " + millis + " ms after transaction " + transaction;
        }
    }

    /** In traffic, and once more so long after its models run again: within their first checkpoints. */
    record Twice(int transaction, int millis) implements Moment {
        @Override
        public String words() {
            return "twice, after transaction " + transaction + " and " + millis + " ms after the models ran again";
        }
    }

    /** In traffic, and once more so long after it was started, wherever it is then. */
    record Starting(int transaction, int millis) implements Moment {
        @Override
        public String words() {
            return "twice, after transaction " + transaction + " and " + millis + " ms after the next start";
        }
    }

    /** So long after the first rows of the first snapshot were read, on an empty data directory. */
    record Snapshot(int millis) implements Moment {
        @Override
        public String words() {
            return "in the first snapshot, " + millis + " ms after its first rows";
        }
    }

    /** So long after the order lines were emptied with TRUNCATE and half of them put back, so that capture empties the table. */
    record Truncate(int transaction, int millis) implements Moment {
        @Override
        public String words() {
            return millis + " ms after a TRUNCATE after transaction " + transaction;
        }
    }

    /** While a changed model is rebuilt, once it has come so far, in percent. */
    record Rebuild(String mart, int percent) implements Moment {
        @Override
        public String words() {
            return "in the rebuild of " + mart + ", at " + percent + " %";
        }
    }

    /** So long after the warehouse has begun to show the rebuilt edition. */
    record Swap(String mart, int millis) implements Moment {
        @Override
        public String words() {
            return "at the swap of " + mart + ", " + millis + " ms after it was first shown";
        }
    }

    /** So long after {@code backup} was called; another one is then restored. */
    record Backup(int millis) implements Moment {
        @Override
        public String words() {
            return "in a backup, " + millis + " ms after it began";
        }
    }

    /**
     * In traffic, and what was written to some files since that transaction is gone.
     *
     * @param which of those that have lost something, counted from any
     */
    record Power(int transaction, int millis, PowerCut.Lost lost, int which) implements Moment {
        @Override
        public String words() {
            return "without power, " + millis + " ms after transaction " + transaction + ", lost " + lost.words();
        }
    }

    /** With no space left on its disk for so long; killed before there is space again, or left to itself. */
    record FullDisk(int millis, boolean killed) implements Moment {
        @Override
        public String words() {
            return (killed ? "killed on" : "left on") + " a full disk, " + millis + " ms after the last byte";
        }
    }
}
