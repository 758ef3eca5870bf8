package shopstream.contracts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Reads moments as callers write them: ISO 8601 with a zone. The form that browsers write, {@code 2026-05-04T10:00:00.250Z}, is
 * read digit by digit: the library's parser takes as long as everything else that is done with an event.
 */
public final class MomentText {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int LENGTH_MAX = 40;
    private static final int NANOS_OF_MICRO = 1_000;

    private MomentText() {}

    /** To the microsecond, what is finer is cut; null where it is no moment. */
    public static Instant parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        try {
            return isUsual(text) ? usual(text) : Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        if (end < FORM.length() || end > FORM.length() + 10 || text.charAt(end) != 'Z') {
            return false;
        }
        for (int at = 0; at < FORM.length(); at++) {
            char expected = FORM.charAt(at);
            if (expected == '0' ? !isDigit(text.charAt(at)) : text.charAt(at) != expected) {
                return false;
            }
        }
        for (int at = FORM.length() + 1; at < end; at++) {
            if (!isDigit(text.charAt(at))) {
                return false;
            }
        }
        return end == FORM.length() || text.charAt(FORM.length()) == '.' && end > FORM.length() + 1;
    }

    private static Instant usual(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int nanos = 0;
        for (int digit = 0; digit < 9; digit++) {
            int at = FORM.length() + 1 + digit;
            nanos = nanos * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
        }
        return Instant.ofEpochSecond(
                day * 86_400 + hour * 3_600L + minute * 60L + second, nanos / NANOS_OF_MICRO * NANOS_OF_MICRO);
    }

    private static int number(String text, int begin, int end) {
        int number = 0;
        for (int at = begin; at < end; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
