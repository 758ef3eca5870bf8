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
 * When demand is unusual: a campaign of some days in every ten, and now and then an hour for which nobody knows why.
 *
 * <p>Laid down on the calendar by the seed alone, without beginning or end, so that the future has them too.
 */
final class Surges {

    private static final Duration CAMPAIGN_BLOCK = Duration.ofDays(10);
    private static final Duration SPIKE_BLOCK = Duration.ofDays(2);

    /** Coprime to the number of campaigns, so that all have their turn before one comes again. */
    private static final int STRIDE = 5;

    private static final double SPIKE_CHANCE = 0.75;

    /** A spike of a large country would drown everything else. */
    private static final double LARGE_COUNTRY = 0.05;

    private final long seed;
    private final Catalogue catalogue;
    private final List<Section> campaigns = Section.read("campaigns.txt");

    Surges(long seed, Catalogue catalogue) {
        this.seed = seed;
        this.catalogue = catalogue;
    }

    /** Those that hold at this time. */
    List<Surge> at(Instant time) {
        return Stream.concat(Stream.of(campaign(time)), spike(time).stream())
                .filter(surge -> surge.holds(time))
                .toList();
    }

    private Surge campaign(Instant time) {
        long block = Math.floorDiv(time.getEpochSecond(), CAMPAIGN_BLOCK.toSeconds());
        RandomGenerator random = new SplittableRandom(mixed(block, 0xCA3));
        int turn = Math.floorMod(block * STRIDE + seed, campaigns.size());
        Section section = campaigns.get(turn);
        Instant from =
                Instant.ofEpochSecond(block * CAMPAIGN_BLOCK.toSeconds()).plus(Duration.ofDays(random.nextInt(6)));
        return new Surge(
                Optional.of(section.name()),
                from,
                from.plus(Duration.ofDays(random.nextInt(2, 5))),
                section.number("lift"),
                countries(section),
                Optional.of(section.text("line"))
                        .filter(line -> !line.isEmpty())
                        .map(catalogue::line),
                Optional.empty());
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

    private static Set<Country> countries(Section section) {
        String area = section.text("area");
        String name = section.text("country");
        return Country.all().stream()
                .filter(country -> country.area().equals(area) || country.name().equals(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    private long mixed(long block, long kind) {
        return new SplittableRandom(seed * 31 + kind).nextLong() ^ (block * 0x9E3779B97F4A7C15L);
    }
}
