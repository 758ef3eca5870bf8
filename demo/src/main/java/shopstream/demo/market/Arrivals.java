package shopstream.demo.market;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Those who come to buy, one after the other: a Poisson process at the rate of a {@link Rhythm}.
 *
 * <p>Endless; the past is what it yields until now, and live traffic is what it yields from now.
 */
public final class Arrivals {

    private final Rhythm rhythm;
    private final RandomGenerator random;
    private Rhythm.Slot slot;
    private Draw streams;
    private Instant time;

    public Arrivals(Rhythm rhythm, Instant from, RandomGenerator random) {
        this.rhythm = rhythm;
        this.random = random;
        this.time = from;
        enter(rhythm.slot(from));
    }

    /** Somebody who comes, from one country, perhaps drawn by something unusual. */
    public record Arrival(Instant time, Country country, Optional<Surge> wish) {}

    /** The next one; times never go back. */
    public Arrival next() {
        Instant next = time.plusNanos(gap());
        while (!next.isBefore(slot.to())) {
            // Whoever waits with an exponential law has forgotten how long: at a new rate, wait anew from the border.
            time = slot.to();
            enter(rhythm.slot(time));
            next = time.plusNanos(gap());
        }
        time = next;
        Rhythm.Stream stream = slot.streams().get(streams.next(random));
        return new Arrival(time, stream.country(), stream.wish());
    }

    private long gap() {
        double seconds = -Math.log(1 - random.nextDouble()) / slot.ordersPerSecond();
        // Longer than a slot is as good as endless, and does not overflow.
        return (long) (Math.min(seconds, 2 * Rhythm.SLOT.toSeconds()) * 1e9);
    }

    private void enter(Rhythm.Slot entered) {
        slot = entered;
        streams = Draw.byWeight(
                entered.streams().stream().mapToDouble(Rhythm.Stream::weight).toArray());
    }
}
