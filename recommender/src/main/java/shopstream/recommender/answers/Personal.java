package shopstream.recommender.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import shopstream.eventlog.profiles.Trail;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.Companions;
import shopstream.recommender.live.Deadline;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.LongHistory;
import shopstream.recommender.live.Product;
import shopstream.recommender.live.Recollection;
import shopstream.recommender.ranking.Contribution;
import shopstream.recommender.ranking.Shopper;
import shopstream.recommender.sessions.Shortlist;

/** Works out what goes with what a visitor did, has in the cart and looks at. For one thread. */
final class Personal {
    private static final int REMEMBERED = Recollection.MOST;
    private static final int CANDIDATES = 100;
    private static final int[] NOTHING = {};

    private final LiveShop shop;
    private final Companions.Reader reader;
    private final Shortlist found = new Shortlist(CANDIDATES);

    Personal(LiveShop shop) {
        this.shop = shop;
        this.reader = shop.companions().reader();
    }

    /**
     * Empty where nothing is known from which anything follows.
     *
     * @param trail of the visitor
     * @param choice to which the products are offered
     */
    Optional<Recommender.Worked> work(Request request, Trail trail, Choice choice, Deadline deadline) {
        List<String> interests = trail.interests(REMEMBERED);
        Shopper shopper = shopper(interests, request, trail);
        reader.candidates(shopper, deadline, found);
        if (found.size() == 0) {
            return Optional.empty();
        }
        for (int rank = 0; rank < found.size() && !choice.isFull(); rank++) {
            shop.catalog().product(found.item(rank)).ifPresent(choice::offer);
        }
        List<Suggestion> items = suggestions(choice.products(), because(shopper.session(), request, trail), shopper);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> model = reader.version();
        return Optional.of(
                interests.isEmpty()
                        ? new Recommender.Worked(Source.SIMILAR, "Goes with what is looked at here", items, model)
                        : new Recommender.Worked(Source.PERSONAL, "From what you looked at lately", items, model));
    }

    /** By what the model that is in use put a product where it stands; empty without one, or where it is no candidate. */
    List<Contribution> explain(Request request, Trail trail, String product) {
        int item = shop.catalog().indexOf(product);
        Shopper shopper = shopper(trail.interests(REMEMBERED), request, trail);
        return shop.companions()
                .ranking()
                .map(ranking -> ranking.candidates().explain(shopper, item))
                .orElse(List.of());
    }

    /** Of whoever has shown who they are, all purchases count; of others, what their browser told. */
    private Shopper shopper(List<String> interests, Request request, Trail trail) {
        int[] session = session(interests, request, trail);
        int[] bought = request.user().map(shop.histories()::of).orElse(NOTHING);
        int[] told = trail.interests(Trail.MOST).stream()
                .mapToInt(shop.catalog()::indexOf)
                .toArray();
        return new Shopper(session, LongHistory.of(LongHistory.of(bought, told), session));
    }

    /** What the visitor did, then what lies in the cart, then what they look at: the newest last. */
    private int[] session(List<String> interests, Request request, Trail trail) {
        Set<String> ordered = new LinkedHashSet<>();
        List<String> all = new ArrayList<>(interests);
        all.addAll(trail.cart(request.now().toEpochMilli()).keySet());
        all.addAll(request.cart());
        request.viewing().ifPresent(all::add);
        for (String product : all) {
            ordered.remove(product);
            ordered.add(product);
        }
        Catalog catalog = shop.catalog();
        return ordered.stream().mapToInt(catalog::indexOf).toArray();
    }

    /** Those of the session that a reason may name: never what was bought, to whoever has not shown who they are. */
    private int[] because(int[] session, Request request, Trail trail) {
        if (request.user().isPresent()) {
            return session;
        }
        Set<Integer> bought = new HashSet<>();
        trail.bought().keySet().forEach(product -> bought.add(shop.catalog().indexOf(product)));
        return Arrays.stream(session).filter(item -> !bought.contains(item)).toArray();
    }

    private List<Suggestion> suggestions(List<Product> products, int[] because, Shopper shopper) {
        List<Suggestion> items = new ArrayList<>(products.size());
        float best = found.score(0);
        boolean isOfMore = shopper.history().length > shopper.session().length;
        String otherwise = isOfMore ? "Suits what you like" : "Goes with what you looked at";
        for (Product product : products) {
            int item = shop.catalog().indexOf(product.id());
            int rank = found.rank(item);
            items.add(new Suggestion(product, found.score(rank) / best, reason(item, because, otherwise)));
        }
        return items;
    }

    private String reason(int item, int[] because, String otherwise) {
        OptionalInt strongest = shop.companions().strongest(item, because);
        Optional<Product> product =
                strongest.isEmpty() ? Optional.empty() : shop.catalog().product(strongest.getAsInt());
        return product.map(named -> "Goes with " + named.name()).orElse(otherwise);
    }
}
