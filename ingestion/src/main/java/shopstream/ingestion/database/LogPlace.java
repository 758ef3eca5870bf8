package shopstream.ingestion.database;

import java.util.Comparator;

/**
 * A place in the source's log.
 *
 * @param file the number that the file's name ends in; of PostgreSQL's log, which has one numbering, the upper half of
 *     its sequence number
 * @param offset bytes into the file, or the lower half of the sequence number
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

    /** The place that PostgreSQL calls by a log sequence number. */
    static LogPlace ofSequenceNumber(long number) {
        return new LogPlace(number >>> 32, number & 0xFFFF_FFFFL, "");
    }

    /** As PostgreSQL writes a log sequence number: {@code 0/16B3748}. */
    String sequenceNumber() {
        return "%X/%X".formatted(file, offset);
    }

    String fileName() {
        return "%s.%06d".formatted(name, file);
    }

    @Override
    public int compareTo(LogPlace other) {
        return ORDER.compare(this, other);
    }
}
