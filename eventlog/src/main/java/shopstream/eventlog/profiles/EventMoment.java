package shopstream.eventlog.profiles;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.format.DateTimeParseException;

/** Moments as the collector writes them, read many times as fast as by java.time, which reads whatever is written otherwise. */
final class EventMoment {
    /** As in {@code 2026-05-04T10:00:00Z}, between whose last two characters fractions may stand. */
    private static final String FORM = "dddd-dd-ddTdd:dd:dd";

    private static final int MILLI_DIGITS = 3;
    private static final int MOST_DIGITS = 9;

    private EventMoment() {}

    /**
     * In milliseconds since 1970; what is finer is cut.
     *
     * @throws DateTimeParseException where it is no moment
     */
    static long millis(String text) {
        int fractions = text.length() - FORM.length() - 2;
        if (!hasForm(text) || fractions > MOST_DIGITS) {
            return Instant.parse(text).toEpochMilli();
        }
        long millis = 0;
        for (int digit = 0; digit < MILLI_DIGITS; digit++) {
            int at = FORM.length() + 1 + digit;
            millis = 10 * millis + (digit < fractions ? text.charAt(at) - '0' : 0);
        }
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        int year = number(text, 0, 4);
        boolean isDay =
                month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).length(Year.isLeap(year));
        if (!isDay || hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text).toEpochMilli();
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millis;
    }

    private static boolean hasForm(String text) {
        int end = text.length() - 1;
        if (end < FORM.length() || text.charAt(end) != 'Z') {
            return false;
        }
        for (int at = 0; at < FORM.length(); at++) {
            char wanted = FORM.charAt(at);
            if (wanted == 'd' ? !isDigit(text.charAt(at)) : text.charAt(at) != wanted) {
                return false;
            }
        }
        if (end == FORM.length()) {
            return true;
        }
        for (int at = FORM.length() + 1; at < end; at++) {
            if (!isDigit(text.charAt(at))) {
                return false;
            }
        }
        return text.charAt(FORM.length()) == '.' && end > FORM.length() + 1;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            number = 10 * number + text.charAt(at) - '0';
        }
        return number;
    }
}
