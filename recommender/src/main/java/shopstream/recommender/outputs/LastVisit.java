package shopstream.recommender.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import shopstream.eventlog.profiles.Interaction;
import shopstream.eventlog.profiles.Trail;
import shopstream.recommender.live.Recollection;
import shopstream.recommender.outputs.DeliveredRecord.Browsed;

/**
 * What a customer did since they came last, and what lies in their cart.
 *
 * @param session an id made of the customer and of when the visit began, so that whoever works it out again comes to the same
 * @param browsed the newest first
 * @param interest the product that they were interested in last, if only by buying it
 */
record LastVisit(String session, List<Browsed> browsed, Optional<String> interest) {
    LastVisit {
        browsed = List.copyOf(browsed);
    }

    static LastVisit of(String customer, Trail trail, Instant now) {
        // The database tells of an order when it likes: what was bought is no visit.
        List<Interaction> done = trail.interactions().stream()
                .filter(each -> each.kind() != Interaction.Kind.BOUGHT)
                .toList();
        List<Interaction> visit = done.subList(begin(done), done.size());
        List<Browsed> browsed = browsed(visit, trail.cart(now.toEpochMilli()));
        Optional<String> newest = browsed.stream().map(Browsed::product).findFirst();
        return new LastVisit(
                session(customer, visit.isEmpty() ? trail.interactions() : visit),
                browsed,
                newest.or(() -> trail.interests(1).stream().findFirst()));
    }

    /** Where the last visit begins: behind the last long pause. */
    private static int begin(List<Interaction> done) {
        int begin = done.size();
        while (begin > 0
                && (begin == done.size()
                        || done.get(begin).millis() - done.get(begin - 1).millis() <= Recollection.PAUSE.toMillis())) {
            begin--;
        }
        return begin;
    }

    private static String session(String customer, List<Interaction> visit) {
        long millis = visit.isEmpty() ? 0 : visit.get(0).millis();
        return UUID.nameUUIDFromBytes((customer + "/" + millis).getBytes(UTF_8)).toString();
    }

    private static List<Browsed> browsed(List<Interaction> visit, Map<String, Integer> cart) {
        Map<String, Integer> quantities = new LinkedHashMap<>(cart);
        for (Interaction each : visit) {
            boolean isOfAProduct = each.kind().isInterest() || each.kind() == Interaction.Kind.IN_CART;
            if (isOfAProduct) {
                // The newest last.
                Integer before = quantities.remove(each.product());
                int told = Math.max(1, each.quantity());
                quantities.put(
                        each.product(),
                        cart.getOrDefault(each.product(), before == null ? told : Math.max(before, told)));
            }
        }
        List<Browsed> browsed = new ArrayList<>();
        quantities.forEach(
                (product, quantity) -> browsed.add(new Browsed(product, quantity, cart.containsKey(product))));
        Collections.reverse(browsed);
        return browsed;
    }
}
