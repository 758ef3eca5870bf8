package shopstream.ingestion.database;

import java.util.Comparator;

/**
 * A place in the source's binary log.
 *
 * @param file the number that the file's name ends in
 * @param offset bytes into the file
 * @param name what all the log's files are called before their numbers, for example {@code mariadb-bin}
 */
record LogPlace(long file, long offset, String name) implements Comparable<LogPlace> {
    /** Before every other. */
    static final LogPlace NOWHERE = new LogPlace(0, 0, "");

    private static final Comparator<LogPlace> ORDER =
            Comparator.comparingLong(LogPlace::file).thenComparingLong(LogPlace::offset);

    /** The place in a file named like {@code mariadb-bin.000012}. */
    static LogPlace of(String fileName, long offset) {
        int dot = fileName.lastIndexOf('.');
        return new LogPlace(Long.parseLong(fileName.substring(dot + 1)), offset, fileName.substring(0, dot));
    }

    String fileName() {
        return "%s.%06d".formatted(name, file);
    }

    @Override
    public int compareTo(LogPlace other) {
        return ORDER.compare(this, other);
    }
}
