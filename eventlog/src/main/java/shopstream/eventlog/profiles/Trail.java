package shopstream.eventlog.profiles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The newest interactions of one visitor, in the order in which they happened. Adding is idempotent, and neither the order of
 * arrival nor how trails were joined on the way makes a difference: a trail is the newest of a set. Immutable.
 */
public final class Trail {
    /** So many are kept; what came before them is in the lake. */
    public static final int MOST = 300;

    /** A product that nobody touched for so long is no longer in a cart. */
    static final Duration CART_KEPT = Duration.ofDays(30);

    public static final Trail EMPTY = new Trail(new Interaction[0]);

    private final Interaction[] interactions;

    private Trail(Interaction[] interactions) {
        this.interactions = interactions;
    }

    /** With one more. */
    public Trail with(Interaction interaction) {
        int found = Arrays.binarySearch(interactions, interaction);
        if (found >= 0) {
            return this;
        }
        int at = -found - 1;
        if (interactions.length < MOST) {
            Interaction[] more = new Interaction[interactions.length + 1];
            System.arraycopy(interactions, 0, more, 0, at);
            more[at] = interaction;
            System.arraycopy(interactions, at, more, at + 1, interactions.length - at);
            return new Trail(more);
        }
        if (at == 0) {
            return this;
        }
        Interaction[] newest = new Interaction[MOST];
        System.arraycopy(interactions, 1, newest, 0, at - 1);
        newest[at - 1] = interaction;
        System.arraycopy(interactions, at, newest, at, MOST - at);
        return new Trail(newest);
    }

    /** Both together. */
    public Trail with(Trail other) {
        Trail more = interactions.length >= other.interactions.length ? this : other;
        for (Interaction interaction : more == this ? other.interactions : interactions) {
            more = more.with(interaction);
        }
        return more;
    }

    /** Those from a moment on, up to before another. @param from in milliseconds since 1970, as {@code to} */
    public Trail between(long from, long to) {
        int first = 0;
        while (first < interactions.length && interactions[first].millis() < from) {
            first++;
        }
        int end = first;
        while (end < interactions.length && interactions[end].millis() < to) {
            end++;
        }
        return first == 0 && end == interactions.length
                ? this
                : new Trail(Arrays.copyOfRange(interactions, first, end));
    }

    public boolean isEmpty() {
        return interactions.length == 0;
    }

    /** All of them, the oldest first. */
    public List<Interaction> interactions() {
        return List.of(interactions);
    }

    /**
     * What lies in the cart, with its quantities, in the order in which it was first put there.
     *
     * @param now in milliseconds since 1970
     */
    public Map<String, Integer> cart(long now) {
        Map<String, Integer> cart = new LinkedHashMap<>();
        for (Interaction each : between(now - CART_KEPT.toMillis(), Long.MAX_VALUE).interactions) {
            switch (each.kind()) {
                case CARTED -> cart.merge(each.product(), Math.max(1, each.quantity()), Integer::sum);
                case IN_CART -> cart.put(each.product(), Math.max(1, each.quantity()));
                case REMOVED ->
                    cart.computeIfPresent(
                            each.product(),
                            (product, lying) ->
                                    each.quantity() > 0 && each.quantity() < lying ? lying - each.quantity() : null);
                case BOUGHT -> cart.remove(each.product());
                case EMPTIED -> cart.clear();
                case VIEWED -> {}
            }
        }
        return cart;
    }

    /** When each product was bought last, in milliseconds since 1970. */
    public Map<String, Long> bought() {
        Map<String, Long> bought = new LinkedHashMap<>();
        for (Interaction each : interactions) {
            if (each.kind() == Interaction.Kind.BOUGHT) {
                bought.put(each.product(), each.millis());
            }
        }
        return bought;
    }

    /**
     * The products that the visitor was interested in, the newest last, at most so many. One that comes again counts again, but
     * for an order of which both the database and an event tell.
     */
    public List<String> interests(int most) {
        List<String> interests = new ArrayList<>();
        Set<Long> orders = new HashSet<>();
        for (int i = interactions.length - 1; i >= 0 && interests.size() < most; i--) {
            Interaction each = interactions[i];
            if (each.kind().isInterest() && (each.kind() != Interaction.Kind.BOUGHT || orders.add(each.message()))) {
                interests.add(each.product());
            }
        }
        Collections.reverse(interests);
        return interests;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trail trail && Arrays.equals(interactions, trail.interactions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(interactions);
    }

    @Override
    public String toString() {
        return Arrays.toString(interactions);
    }
}
