package shopstream.warehouse.dashboards;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads the days of a campaign as people write them: {@code 2026-11-27}, or {@code 11-27} for every year. */
final class DayText {

    /** What comes back yearly is short; a longer time over New Year is two days swapped. */
    private static final int LONGEST_OVER_NEW_YEAR_DAYS = 183;

    private final String campaign;
    private final BiConsumer<String, String> problem;

    /** @param problem told what is wrong, and what to do about it */
    DayText(String campaign, BiConsumer<String, String> problem) {
        this.campaign = campaign;
        this.problem = problem;
    }

    Optional<CampaignDays> days(String first, String last) {
        boolean readable = isReadable("first", first) & isReadable("last", last);
        if (!readable) {
            return Optional.empty();
        }
        Optional<LocalDate> firstDate = date(first);
        Optional<LocalDate> lastDate = date(last);
        if (firstDate.isPresent() != lastDate.isPresent()) {
            problem.accept(
                    "The days of " + campaign + ", " + first + " and " + last + ", are one with a year and one without",
                    "Write both with a year, or both without for every year");
            return Optional.empty();
        }
        return firstDate.isPresent()
                ? once(firstDate.get(), lastDate.get())
                : everyYear(monthDay(first).get(), monthDay(last).get(), first, last);
    }

    private Optional<CampaignDays> once(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            problem.accept(campaign + " ends on " + last + ", before it begins on " + first, "Swap the two days");
            return Optional.empty();
        }
        return Optional.of(new CampaignDays.Once(first, last));
    }

    private Optional<CampaignDays> everyYear(MonthDay first, MonthDay last, String firstText, String lastText) {
        var yearly = new CampaignDays.EveryYear(first, last);
        CampaignDays.Once any = yearly.in(2001);
        if (last.isBefore(first) && ChronoUnit.DAYS.between(any.first(), any.last()) > LONGEST_OVER_NEW_YEAR_DAYS) {
            problem.accept(
                    campaign + " ends on " + lastText + ", before it begins on " + firstText,
                    "Swap the two days; only what runs over New Year ends on an earlier day than it begins");
            return Optional.empty();
        }
        return Optional.of(yearly);
    }

    private boolean isReadable(String which, String text) {
        if (text == null || text.isBlank()) {
            problem.accept(
                    "The " + which + " day of " + campaign + " is missing", "Write a day such as 2026-11-27, or 11-27");
            return false;
        }
        if (date(text).isEmpty() && monthDay(text).isEmpty()) {
            problem.accept(
                    "The " + which + " day of " + campaign + " is \"" + text + "\", which is no day",
                    "Write it as 2026-11-27, or as 11-27 for every year");
            return false;
        }
        return true;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeException otherwise) {
            return Optional.empty();
        }
    }

    private static Optional<MonthDay> monthDay(String text) {
        try {
            return Optional.of(MonthDay.parse("--" + text.strip()));
        } catch (DateTimeException otherwise) {
            return Optional.empty();
        }
    }
}
