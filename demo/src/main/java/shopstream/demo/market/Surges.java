package shopstream.demo.market;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When demand is unusual: while a campaign runs, and now and then in an hour for which nobody knows why.
 *
 * <p>Campaigns are those of the marketing calendar, how well each works is decided by the seed, and so are the hours;
 * all without beginning or end, so that the future has them too.
 */
final class Surges {

    private static final double LEAST_LIFT = 1.9;
    private static final double MOST_LIFT = 2.8;

    private static final Duration SPIKE_BLOCK = Duration.ofDays(2);

    private static final double SPIKE_CHANCE = 0.75;

    /** A spike of a large country would drown everything else. */
    private static final double LARGE_COUNTRY = 0.05;

    private final long seed;
    private final Catalogue catalogue;
    private final MarketingCalendar calendar;

    Surges(long seed, Catalogue catalogue, MarketingCalendar calendar) {
        this.seed = seed;
        this.catalogue = catalogue;
        this.calendar = calendar;
    }

    /** Those that hold at this time. */
    List<Surge> at(Instant time) {
        return Stream.concat(calendar.at(time).stream().flatMap(this::surges), spike(time).stream())
                .filter(surge -> surge.holds(time))
                .toList();
    }

    /** One for each line the campaign is about; none where it is about nothing that this shop has. */
    private Stream<Surge> surges(Campaign campaign) {
        Set<Country> countries = Country.all().stream()
                .filter(country -> campaign.countries().contains(country.name()))
                .collect(Collectors.toUnmodifiableSet());
        if (countries.isEmpty() && !campaign.countries().isEmpty()) {
            return Stream.empty();
        }
        Stream<Optional<ProductLine>> lines = campaign.lines().isEmpty()
                ? Stream.of(Optional.empty())
                : catalogue.lines().stream()
                        .filter(line -> campaign.lines().contains(line.name()))
                        .map(Optional::of);
        return lines.map(line -> new Surge(
                Optional.of(campaign.name()),
                campaign.from(),
                campaign.to(),
                lift(campaign),
                countries,
                line,
                Optional.empty()));
    }

    private double lift(Campaign campaign) {
        RandomGenerator random = new SplittableRandom(mixed(campaign.name().hashCode(), 0xCA3));
        return LEAST_LIFT + (MOST_LIFT - LEAST_LIFT) * random.nextDouble();
    }

    private Optional<Surge> spike(Instant time) {
        long block = Math.floorDiv(time.getEpochSecond(), SPIKE_BLOCK.toSeconds());
        RandomGenerator random = new SplittableRandom(mixed(block, 0x59));
        if (random.nextDouble() >= SPIKE_CHANCE) {
            return Optional.empty();
        }
        Instant from =
                Instant.ofEpochSecond(block * SPIKE_BLOCK.toSeconds()).plus(Duration.ofHours(random.nextInt(6, 44)));
        Instant to = from.plus(Duration.ofHours(random.nextInt(1, 4)));
        double lift = 5 + 5 * random.nextDouble();
        if (random.nextDouble() < 0.65) {
            Product product = catalogue.pick(random.nextInt(catalogue.lines().size()), random);
            return Optional.of(
                    new Surge(Optional.empty(), from, to, lift, Set.of(), Optional.empty(), Optional.of(product)));
        }
        List<Country> small = Country.all().stream()
                .filter(country -> country.share() < LARGE_COUNTRY)
                .toList();
        return Optional.of(new Surge(
                Optional.empty(),
                from,
                to,
                lift,
                Set.of(Draw.evenly(small, random)),
                Optional.empty(),
                Optional.empty()));
    }

    private long mixed(long one, long kind) {
        return new SplittableRandom(seed * 31 + kind).nextLong() ^ (one * 0x9E3779B97F4A7C15L);
    }
}
