package shopstream.recommender.answers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.eventlog.profiles.Trail;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.Deadline;
import shopstream.recommender.live.Product;
import shopstream.recommender.placements.ActingRules;
import shopstream.recommender.placements.Placement;
import shopstream.recommender.placements.Purpose;

/**
 * One request, with what is known of who asks.
 *
 * @param placement in which the answer is shown; empty where the request names none, or one that nobody has declared
 * @param purpose what is worked out
 * @param region in which the visitor is; empty where it is not known
 */
record Visit(
        Request request,
        Optional<Placement> placement,
        Purpose purpose,
        Trail trail,
        Optional<String> region,
        Deadline deadline) {

    /** The products that are to be shown, none of them yet but what is pinned by name. */
    Choice choice(Recommending declared, Catalog catalog) {
        Choice choice = new Choice(
                request.most(),
                new Admission(declared, catalog, request, trail),
                Fit.of(purpose, request.viewing(), cart(), catalog),
                ActingRules.of(placement, request.now()));
        choice.rules().pinnedByName().forEach(id -> catalog.product(id).ifPresent(choice::pin));
        return choice;
    }

    /** The same, of a visitor for whom nothing that suits the spot is found. */
    Visit forPopular() {
        return new Visit(request, placement, Purpose.POPULAR, trail, region, deadline);
    }

    /** What lies in the cart, as events have told and as the page says. */
    List<String> cart() {
        Set<String> cart =
                new LinkedHashSet<>(trail.cart(request.now().toEpochMilli()).keySet());
        cart.addAll(request.cart());
        return new ArrayList<>(cart);
    }

    /** The category that alone is asked for: that of what is viewed, where alternatives to it are. */
    Optional<String> category(Catalog catalog) {
        return purpose == Purpose.ALTERNATIVES
                ? request.viewing().flatMap(catalog::product).flatMap(Product::category)
                : Optional.empty();
    }
}
