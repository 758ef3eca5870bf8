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
import java.util.function.Consumer;
import shopstream.eventlog.profiles.Interaction.Kind;

/**
 * The newest interactions of one visitor, in the order in which they happened. Adding is idempotent, and neither the order of
 * arrival nor how trails were joined on the way makes a difference: a trail is the newest of a set. Immutable.
 *
 * <p>A server holds those of all visitors, so that they lie in four arrays and not in an object each.
 */
public final class Trail {
    /** So many are kept; what came before them is in the lake. */
    public static final int MOST = 100;

    /** A product that nobody touched for so long is no longer in a cart. */
    static final Duration CART_KEPT = Duration.ofDays(30);

    public static final Trail EMPTY = new Trail(0);

    private final long[] millis;
    private final long[] messages;
    private final int[] details;
    private final String[] products;

    private Trail(int size) {
        millis = new long[size];
        messages = new long[size];
        details = new int[size];
        products = new String[size];
    }

    /**
     * With one more. A message that is told again may be said to have happened a little later, by a clock that is corrected
     * anew: it is known already, and happened when it was first said to.
     */
    public Trail with(Interaction interaction) {
        int known = told(interaction);
        if (known < 0) {
            return added(interaction);
        }
        return millis[known] <= interaction.millis() ? this : without(known).added(interaction);
    }

    /**
     * With several more, in their order.
     *
     * @param fresh hears of each that is in it now and of which no message had told
     */
    public Trail with(List<Interaction> several, Consumer<Interaction> fresh) {
        Trail trail = this;
        for (Interaction interaction : several) {
            Trail more = trail.with(interaction);
            if (more != trail && trail.told(interaction) < 0) {
                fresh.accept(interaction);
            }
            trail = more;
        }
        return trail;
    }

    private int told(Interaction interaction) {
        for (int place = size() - 1; place >= 0; place--) {
            if (messages[place] == interaction.message()
                    && interaction.kind() != Kind.BOUGHT
                    && Interaction.samePlace(details[place], interaction.details())) {
                return place;
            }
        }
        return -1;
    }

    private Trail without(int place) {
        Trail fewer = new Trail(size() - 1);
        fewer.copy(this, 0, 0, place);
        fewer.copy(this, place + 1, place, size() - place - 1);
        return fewer;
    }

    private Trail added(Interaction interaction) {
        int found = search(interaction);
        if (found >= 0) {
            return this;
        }
        int at = -found - 1;
        if (size() < MOST) {
            Trail more = new Trail(size() + 1);
            more.copy(this, 0, 0, at);
            more.put(at, interaction);
            more.copy(this, at, at + 1, size() - at);
            return more;
        }
        if (at == 0) {
            return this;
        }
        Trail newest = new Trail(MOST);
        newest.copy(this, 1, 0, at - 1);
        newest.put(at - 1, interaction);
        newest.copy(this, at, at, MOST - at);
        return newest;
    }

    private void copy(Trail from, int first, int to, int count) {
        System.arraycopy(from.millis, first, millis, to, count);
        System.arraycopy(from.messages, first, messages, to, count);
        System.arraycopy(from.details, first, details, to, count);
        System.arraycopy(from.products, first, products, to, count);
    }

    private void put(int at, Interaction interaction) {
        millis[at] = interaction.millis();
        messages[at] = interaction.message();
        details[at] = interaction.details();
        products[at] = interaction.product();
    }

    /** Where an interaction is; minus one minus where it would be, if it is not there. */
    private int search(Interaction sought) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = at(middle).compareTo(sought);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    private Interaction at(int place) {
        return Interaction.of(products[place], details[place], millis[place], messages[place]);
    }

    /** Both together. */
    public Trail with(Trail other) {
        Trail more = size() >= other.size() ? this : other;
        Trail fewer = more == this ? other : this;
        for (int place = 0; place < fewer.size(); place++) {
            more = more.with(fewer.at(place));
        }
        return more;
    }

    /** Those from a moment on, up to before another. @param from in milliseconds since 1970, as {@code to} */
    public Trail between(long from, long to) {
        int first = 0;
        while (first < size() && millis[first] < from) {
            first++;
        }
        int end = first;
        while (end < size() && millis[end] < to) {
            end++;
        }
        if (first == 0 && end == size()) {
            return this;
        }
        Trail part = new Trail(end - first);
        part.copy(this, first, 0, end - first);
        return part;
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** Whether anything happened from a moment on. @param moment in milliseconds since 1970 */
    boolean isAfter(long moment) {
        return size() > 0 && newest() >= moment;
    }

    /** When the last of them happened, in milliseconds since 1970; of none, long before. */
    public long newest() {
        return size() == 0 ? Long.MIN_VALUE : millis[size() - 1];
    }

    private int size() {
        return millis.length;
    }

    /** All of them, the oldest first. */
    public List<Interaction> interactions() {
        List<Interaction> interactions = new ArrayList<>(size());
        for (int place = 0; place < size(); place++) {
            interactions.add(at(place));
        }
        return interactions;
    }

    /**
     * What lies in the cart, with its quantities, in the order in which it was first put there.
     *
     * @param now in milliseconds since 1970
     */
    public Map<String, Integer> cart(long now) {
        Map<String, Integer> cart = new LinkedHashMap<>();
        for (Interaction each :
                between(now - CART_KEPT.toMillis(), Long.MAX_VALUE).interactions()) {
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
        for (int place = 0; place < size(); place++) {
            if (Interaction.kind(details[place]) == Kind.BOUGHT) {
                bought.put(products[place], millis[place]);
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
        for (int place = size() - 1; place >= 0 && interests.size() < most; place--) {
            Kind kind = Interaction.kind(details[place]);
            if (kind.isInterest() && (kind != Kind.BOUGHT || orders.add(messages[place]))) {
                interests.add(products[place]);
            }
        }
        Collections.reverse(interests);
        return interests;
    }

    void write(StateWriter to) {
        to.count(size());
        for (int place = 0; place < size(); place++) {
            to.number(millis[place])
                    .number(messages[place])
                    .count(details[place])
                    .text(products[place]);
        }
    }

    static Trail read(StateReader from) {
        int size = from.count();
        if (size == 0) {
            return EMPTY;
        }
        Trail trail = new Trail(size);
        for (int place = 0; place < size; place++) {
            trail.millis[place] = from.number();
            trail.messages[place] = from.number();
            trail.details[place] = from.count();
            trail.products[place] = from.text();
        }
        return trail;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trail trail
                && Arrays.equals(millis, trail.millis)
                && Arrays.equals(messages, trail.messages)
                && Arrays.equals(details, trail.details)
                && Arrays.equals(products, trail.products);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(millis) + Arrays.hashCode(messages);
    }

    @Override
    public String toString() {
        return interactions().toString();
    }
}
