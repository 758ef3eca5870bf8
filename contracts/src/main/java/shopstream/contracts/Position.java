package shopstream.contracts;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in its source a record is from; totally ordered within a source, and its text form sorts like the order.
 * Within an epoch the place in the source's log leads. A snapshot's rows stand where they were appended between the
 * source's transactions: behind every change streamed before, before every one streamed from there on.
 *
 * @param epoch counts the snapshots taken of the source, from 1
 * @param logFile the number of the log file
 * @param logOffset the offset of the event in that file
 * @param streamed false for a row of a snapshot
 * @param table the ordinal of the table within the snapshot; 0 when streamed, and where chunks are numbered beyond tables
 * @param chunk of the table within the snapshot, or event within the transaction that begins at {@code logOffset}
 * @param row within the chunk, or within the log event
 * @param step 1 for the creation that follows a deletion (step 0) when a row's primary key changes
 */
public record Position(
        long epoch, long logFile, long logOffset, boolean streamed, int table, int chunk, long row, int step)
        implements Comparable<Position> {
    private static final Comparator<Position> ORDER = Comparator.comparingLong(Position::epoch)
            .thenComparingLong(Position::logFile)
            .thenComparingLong(Position::logOffset)
            .thenComparing(Position::streamed)
            .thenComparingInt(Position::table)
            .thenComparingInt(Position::chunk)
            .thenComparingLong(Position::row)
            .thenComparingInt(Position::step);

    /** Decimal digits of each number in the text form, in its order. */
    private static final int[] WIDTHS = {6, 9, 15, 5, 9, 12, 1};

    private static final Pattern TEXT =
            Pattern.compile("(\\d{6})-(\\d{9})-(\\d{15})-([st])-(\\d{5})-(\\d{9})-(\\d{12})-(\\d)");

    public Position {
        fits("epoch", epoch, WIDTHS[0]);
        fits("logFile", logFile, WIDTHS[1]);
        fits("logOffset", logOffset, WIDTHS[2]);
        fits("table", table, WIDTHS[3]);
        fits("chunk", chunk, WIDTHS[4]);
        fits("row", row, WIDTHS[5]);
        fits("step", step, WIDTHS[6]);
    }

    /** A row read by a snapshot and appended at the given place in the source's log. */
    public static Position snapshot(long epoch, long logFile, long logOffset, int table, int chunk, long row) {
        return new Position(epoch, logFile, logOffset, false, table, chunk, row, 0);
    }

    /** A change streamed from the source's log. */
    public static Position streamed(long epoch, long logFile, long logOffset, long row, int step) {
        return new Position(epoch, logFile, logOffset, true, 0, 0, row, step);
    }

    /** Reads the text form; refuses anything else. */
    public static Position parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a position: '" + text + "'.");
        }
        return new Position(
                Long.parseLong(parts.group(1)),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)),
                parts.group(4).equals("t"),
                Integer.parseInt(parts.group(5)),
                Integer.parseInt(parts.group(6)),
                Long.parseLong(parts.group(7)),
                Integer.parseInt(parts.group(8)));
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** The text form: every number at a fixed width, and {@code s} (snapshot) before {@code t} (the log's tail). */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(66);
        padded(text, epoch, WIDTHS[0]).append('-');
        padded(text, logFile, WIDTHS[1]).append('-');
        padded(text, logOffset, WIDTHS[2]).append(streamed ? "-t-" : "-s-");
        padded(text, table, WIDTHS[3]).append('-');
        padded(text, chunk, WIDTHS[4]).append('-');
        padded(text, row, WIDTHS[5]).append('-');
        return padded(text, step, WIDTHS[6]).toString();
    }

    private static StringBuilder padded(StringBuilder text, long number, int width) {
        int end = text.length() + width;
        text.setLength(end);
        for (int at = end - 1; at >= end - width; at--) {
            text.setCharAt(at, (char) ('0' + number % 10));
            number /= 10;
        }
        return text;
    }

    private static void fits(String name, long number, int width) {
        if (number < 0 || number >= Math.pow(10, width)) {
            throw new IllegalArgumentException(
                    "A position's " + name + " must lie between 0 and 10^" + width + " - 1, but is " + number + ".");
        }
    }
}
