package shopstream.ingestion.database;

import java.util.Comparator;

/**
 * A place in the source's binary log.
 *
 * @param file the number that the file's name ends in
 * @param offset bytes into the file
 */
record LogPlace(long file, long offset) implements Comparable<LogPlace> {
    private static final Comparator<LogPlace> ORDER =
            Comparator.comparingLong(LogPlace::file).thenComparingLong(LogPlace::offset);

    /** The place in a file named like {@code mariadb-bin.000012}. */
    static LogPlace of(String fileName, long offset) {
        return new LogPlace(Long.parseLong(fileName.substring(fileName.lastIndexOf('.') + 1)), offset);
    }

    @Override
    public int compareTo(LogPlace other) {
        return ORDER.compare(this, other);
    }
}
