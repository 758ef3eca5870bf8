package shopstream.eventlog.profiles;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import shopstream.eventlog.profiles.Order.Joined;

/** The orders of the last weeks. One thread adds; any number ask meanwhile. */
final class Orders {
    /** By the order's id, hashed: there are many, and nobody asks for one. */
    private final Map<Long, Order> orders = new ConcurrentHashMap<>();

    private long now = Long.MIN_VALUE;

    /** @return whose its browsers turned out to be by it */
    List<Joined> add(Sale sale) {
        return put(sale.order(), order(sale.order()).with(sale));
    }

    /** @return whose its browsers turned out to be by it */
    List<Joined> add(VisitorEvent event) {
        return event.order().map(id -> put(id, order(id).with(event))).orElse(List.of());
    }

    private Order order(String id) {
        return orders.getOrDefault(MessageHash.of(id), Order.UNKNOWN);
    }

    private List<Joined> put(String id, Order now) {
        Order before = order(id);
        // At a start all of the past comes by.
        if (now == before || now.forgottenAt() <= this.now) {
            return List.of();
        }
        orders.put(MessageHash.of(id), now);
        return now.joinedSince(before);
    }

    /** Lets go of those of which nothing was heard for weeks. @param millis now, since 1970 */
    void forget(long millis) {
        now = millis;
        orders.values().removeIf(order -> order.forgottenAt() <= millis);
    }

    /** How many the database has from some moment to another, and of how many of them no event told. @param from since 1970 */
    Visitors.OrdersTold between(long from, long to) {
        long all = 0;
        long untold = 0;
        for (Order order : orders.values()) {
            if (order.customer() != null && order.newest() >= from && order.newest() < to) {
                all++;
                untold += order.isTold() ? 0 : 1;
            }
        }
        return new Visitors.OrdersTold(all, untold);
    }
}
