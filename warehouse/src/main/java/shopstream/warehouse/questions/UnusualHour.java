package shopstream.warehouse.questions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An hour in which more was ordered than chance explains.
 *
 * @param time the hour's start
 * @param dimension the place dimension that {@code place} is a value of; empty for the total
 * @param value entities (orders) in the hour
 * @param expected what the same hour of the preceding weeks lets expect
 * @param ratio value by expected
 * @param chance how likely as many are by chance
 * @param finished false for the current hour, which has exceeded a whole hour's expectation already
 * @param driver what most of the excess consists of, such as a category or a product; empty when it is spread
 * @param campaigns those that ran then and are about its place and its driver
 * @param sentence all this in words
 */
public record UnusualHour(
        Instant time,
        Optional<String> dimension,
        Optional<String> place,
        long value,
        double expected,
        double ratio,
        double chance,
        boolean finished,
        Optional<Driver> driver,
        List<String> campaigns,
        String sentence) {

    public UnusualHour {
        campaigns = List.copyOf(campaigns);
    }

    /** The same hour, driven by this. */
    UnusualHour drivenBy(Driver what) {
        return new UnusualHour(
                time,
                dimension,
                place,
                value,
                expected,
                ratio,
                chance,
                finished,
                Optional.of(what),
                campaigns,
                sentence + ", mostly " + what.label().orElse(what.value()));
    }

    /** The same hour, in which these campaigns ran. */
    UnusualHour during(List<String> names) {
        return new UnusualHour(
                time,
                dimension,
                place,
                value,
                expected,
                ratio,
                chance,
                finished,
                driver,
                names,
                sentence + ", during " + String.join(" and ", names));
    }

    /** A goods dimension's value that drives an hour, with what is usual for it. */
    public record Driver(String dimension, String value, Optional<String> label, long count, double expected) {}
}
