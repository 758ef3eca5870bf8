package shopstream.warehouse.dashboards;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The days on which a campaign runs, the last one included. */
sealed interface CampaignDays {

    /** Each time it runs on any of the days from {@code from} to {@code to}, both included. */
    Stream<Once> between(LocalDate from, LocalDate to);

    /** On these days and never again. */
    record Once(LocalDate first, LocalDate last) implements CampaignDays {
        @Override
        public Stream<Once> between(LocalDate from, LocalDate to) {
            return first.isAfter(to) || last.isBefore(from) ? Stream.empty() : Stream.of(this);
        }
    }

    /** Every year; over New Year where the last day comes before the first. */
    record EveryYear(MonthDay first, MonthDay last) implements CampaignDays {
        @Override
        public Stream<Once> between(LocalDate from, LocalDate to) {
            return IntStream.rangeClosed(from.getYear() - 1, to.getYear())
                    .mapToObj(this::in)
                    .flatMap(time -> time.between(from, to));
        }

        /** The time that begins in this year. */
        Once in(int year) {
            return new Once(first.atYear(year), last.atYear(last.isBefore(first) ? year + 1 : year));
        }
    }
}
