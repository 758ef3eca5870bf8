package shopstream.demo.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How far an order has come, with its dates in UTC. */
public record Fulfilment(
        OrderStatus status, LocalDate required, Optional<LocalDate> shipped, Optional<String> comment) {

    private static final Duration COMPLAINT = Duration.ofDays(4);
    private static final Duration SETTLEMENT = Duration.ofDays(12);
    private static final Duration LONGEST_HOLD = Duration.ofDays(15);

    /** An order that has just been made. */
    public static Fulfilment begun(Order order, RandomGenerator random) {
        return new Fulfilment(
                OrderStatus.IN_PROCESS,
                day(order.time()).plusDays(random.nextInt(6, 12)),
                Optional.empty(),
                order.campaign());
    }

    /** Where an order of the past stands by now. */
    public static Fulfilment by(Instant now, Order order, RandomGenerator random) {
        Fulfilment begun = begun(order, random);
        Duration age = Duration.between(order.time(), now);
        Duration packing = Duration.ofMinutes((long) (60 * (12 + 60 * random.nextDouble() * random.nextDouble())));
        double fate = random.nextDouble();
        if (fate < 0.022) {
            return age.compareTo(packing) < 0 ? begun : begun.with(OrderStatus.CANCELLED, "Cancelled by the customer.");
        }
        if (fate < 0.027 && age.compareTo(LONGEST_HOLD) < 0) {
            return begun.with(OrderStatus.ON_HOLD, "Credit limit exceeded. Ships when a payment arrives.");
        }
        if (age.compareTo(packing) < 0) {
            return begun;
        }
        Optional<LocalDate> shipped = Optional.of(day(order.time().plus(packing)));
        Fulfilment done = new Fulfilment(OrderStatus.SHIPPED, begun.required, shipped, begun.comment);
        if (fate >= 0.027 && fate < 0.036 && age.compareTo(COMPLAINT) > 0) {
            return age.compareTo(SETTLEMENT) > 0
                    ? done.with(OrderStatus.RESOLVED, "Damaged in transport, part of the price returned.")
                    : done.with(OrderStatus.DISPUTED, "Customer reports damage in transport.");
        }
        return done;
    }

    private Fulfilment with(OrderStatus changed, String why) {
        return new Fulfilment(changed, required, shipped, Optional.of(why));
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
