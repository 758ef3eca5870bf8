package shopstream.demo.market;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many orders come when, and from where: growth × hour of the day × day of the week, by each country's own clock, ×
 * whatever is unusual.
 *
 * <p>Over the last four weeks of the history the average is the declared rate. It is one function for past and future.
 */
public final class Rhythm {

    static final Duration SLOT = Duration.ofMinutes(15);

    private static final Duration MEASURED = Duration.ofDays(28);

    /** How far below its end the history begins. */
    private static final double GROWTH = 0.1;

    /** Monday to Sunday. */
    private static final double[] WEEK = {1.07, 1.02, 0.99, 0.98, 0.94, 0.91, 1.09};

    private final double ordersPerSecond;
    private final Instant historyStart;
    private final Instant historyEnd;
    private final Surges surges;
    private final Catalogue catalogue;
    private final double[] dailyMean;
    private final double level;

    /** @param historyEnd where the past ends and live traffic takes over; the growth ends there, too */
    public Rhythm(
            double ordersPerSecond,
            Instant historyStart,
            Instant historyEnd,
            long seed,
            Catalogue catalogue,
            MarketingCalendar calendar) {
        this.ordersPerSecond = ordersPerSecond;
        this.historyStart = historyStart;
        this.historyEnd = historyEnd;
        this.catalogue = catalogue;
        this.surges = new Surges(seed, catalogue, calendar);
        this.dailyMean = Country.all().stream().mapToDouble(Rhythm::meanOfDay).toArray();
        this.level = 1 / meanFactor();
    }

    /** Orders per second at this time, in all countries together; it is constant for a quarter of an hour. */
    public double ordersPerSecond(Instant time) {
        return ordersPerSecond * level * factor(streams(time));
    }

    /** The quarter of an hour that this time lies in. */
    Slot slot(Instant time) {
        List<Stream> streams = streams(time);
        long length = SLOT.toSeconds();
        Instant from = Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length) * length);
        return new Slot(from, from.plus(SLOT), ordersPerSecond * level * factor(streams), streams);
    }

    /** Those who come at some time from one country, with one wish or none; {@code weight} compares them. */
    record Stream(Country country, Optional<Surge> wish, double weight) {}

    /** A time in which the rate does not change, until {@code to} (exclusive). */
    record Slot(Instant from, Instant to, double ordersPerSecond, List<Stream> streams) {}

    private List<Stream> streams(Instant time) {
        List<Surge> unusual = surges.at(time);
        List<Stream> streams = new ArrayList<>();
        for (Country country : Country.all()) {
            double weight = ordinary(country, time);
            for (Surge surge : unusual) {
                if (surge.reaches(country) && !surge.hasTheme()) {
                    weight *= surge.lift();
                }
            }
            streams.add(new Stream(country, Optional.empty(), weight));
            for (Surge surge : unusual) {
                if (surge.reaches(country) && surge.hasTheme()) {
                    streams.add(new Stream(country, Optional.of(surge), weight * additional(surge)));
                }
            }
        }
        return streams;
    }

    private double additional(Surge surge) {
        double share = surge.product()
                .map(catalogue::share)
                .orElseGet(() -> surge.line().orElseThrow().share());
        // An ordinary order has three lines, one of those who came for a product has hardly more than that product.
        double lines = surge.product().isPresent() ? OrderSource.LINES_PER_ORDER : 1;
        return share * lines * (surge.lift() - 1);
    }

    private double ordinary(Country country, Instant time) {
        long length = SLOT.toSeconds();
        ZonedDateTime local = Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length) * length)
                .atZone(country.zone());
        double hour = local.getHour() + local.getMinute() / 60.0;
        return country.share()
                * ofDay(country, hour)
                / dailyMean[country.index()]
                * WEEK[local.getDayOfWeek().getValue() - 1]
                * growth(time);
    }

    private double growth(Instant time) {
        double length = Math.max(1, Duration.between(historyStart, historyEnd).toSeconds());
        double missing = Duration.between(time, historyEnd).toSeconds() / length;
        return 1 - GROWTH * Math.max(0, Math.min(1, missing));
    }

    private double meanFactor() {
        long slots = MEASURED.dividedBy(SLOT);
        double sum = 0;
        for (long i = 1; i <= slots; i++) {
            sum += factor(streams(historyEnd.minus(SLOT.multipliedBy(i))));
        }
        return sum / slots;
    }

    private static double factor(List<Stream> streams) {
        return streams.stream().mapToDouble(Stream::weight).sum();
    }

    /** Few at night, some around noon, most in the evening. */
    private static double ofDay(Country country, double hour) {
        return 0.10 + 0.5 * hump(hour, 12.5, 2.4) + 0.35 * hump(hour, 16.5, 2.5) + hump(hour, country.evening(), 2.1);
    }

    private static double hump(double hour, double peak, double width) {
        double distance = Math.abs(hour - peak);
        double around = Math.min(distance, 24 - distance) / width;
        return Math.exp(-around * around / 2);
    }

    private static double meanOfDay(Country country) {
        double sum = 0;
        for (int quarter = 0; quarter < 96; quarter++) {
            sum += ofDay(country, quarter / 4.0);
        }
        return sum / 96;
    }
}
