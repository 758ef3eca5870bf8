package shopstream.recommender.experiments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shopstream.contracts.yaml.Place;

/**
 * An experiment as its file declares it.
 *
 * @param placement on whose requests it is, and on no others
 * @param variants whose shares are 100 together; one of them is the control, on what is popular
 * @param from when it begins; empty where it has begun always
 * @param until when it ends, exclusive; empty where it goes on
 */
public record Experiment(
        String name,
        String placement,
        List<Variant> variants,
        Optional<Instant> from,
        Optional<Instant> until,
        Place place) {
    public Experiment {
        variants = List.copyOf(variants);
    }

    /**
     * One way of answering that is compared.
     *
     * @param share of visitors, in percent
     */
    public record Variant(String name, Way answers, double share) {}

    /** What answers. */
    public enum Way {
        /** What answers where there is no experiment, with all it falls back on. */
        PERSONAL,
        /** What is popular, whoever asks. */
        POPULAR
    }

    /** The variant that others are compared with. */
    public Variant control() {
        return variants.stream()
                .filter(variant -> variant.answers() == Way.POPULAR)
                .findFirst()
                .orElseThrow();
    }

    public Optional<Variant> variant(String named) {
        return variants.stream().filter(variant -> variant.name().equals(named)).findFirst();
    }

    public boolean isOn(Instant now) {
        return from.filter(now::isBefore).isEmpty()
                && until.filter(end -> !now.isBefore(end)).isEmpty();
    }

    /** Whether there is a moment at which both are on. */
    boolean overlaps(Experiment other) {
        Instant begin = latest(from, other.from);
        return until.map(begin::isBefore).orElse(true)
                && other.until.map(begin::isBefore).orElse(true);
    }

    private static Instant latest(Optional<Instant> one, Optional<Instant> other) {
        Instant first = one.orElse(Instant.MIN);
        Instant second = other.orElse(Instant.MIN);
        return first.isAfter(second) ? first : second;
    }

    /** The variant of a visitor: always the same, and in another experiment one that has nothing to do with it. */
    public Variant of(String visitor) {
        double at = Split.place(name, visitor) * 100;
        for (Variant variant : variants) {
            at -= variant.share();
            if (at < 0) {
                return variant;
            }
        }
        return variants.get(variants.size() - 1);
    }
}
