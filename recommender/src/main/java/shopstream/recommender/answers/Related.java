package shopstream.recommender.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.Companions;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.Product;
import shopstream.recommender.ranking.Shopper;
import shopstream.recommender.sessions.Shortlist;

/** Works out what goes with certain products, whoever asks. For one thread. */
final class Related {
    private static final int CANDIDATES = 100;

    private final LiveShop shop;
    private final Companions.Reader reader;
    private final Shortlist found = new Shortlist(CANDIDATES);

    Related(LiveShop shop) {
        this.shop = shop;
        this.reader = shop.companions().reader();
    }

    /** What is like the product that is viewed. */
    Optional<Recommender.Worked> alternatives(Visit visit, Choice choice) {
        return work(visit.request().viewing().stream().toList(), "Like ", "Others like it", visit, choice);
    }

    /** What goes with the cart, or with what is viewed where nothing lies in it. */
    Optional<Recommender.Worked> companions(Visit visit, Choice choice) {
        List<String> cart = visit.cart();
        return cart.isEmpty()
                ? work(
                        visit.request().viewing().stream().toList(),
                        "Goes with ",
                        "Goes with what is looked at here",
                        visit,
                        choice)
                : work(cart, "Goes with ", "Goes with what lies in the cart", visit, choice);
    }

    private Optional<Recommender.Worked> work(
            List<String> products, String because, String reason, Visit visit, Choice choice) {
        Catalog catalog = shop.catalog();
        int[] items = products.stream().mapToInt(catalog::indexOf).toArray();
        reader.candidates(Shopper.in(items), visit.deadline(), found);
        for (int rank = 0; rank < found.size() && !choice.isFull(); rank++) {
            catalog.product(found.item(rank)).ifPresent(choice::offer);
        }
        List<Suggestion> suggestions = new ArrayList<>();
        for (Product product : choice.products()) {
            int item = catalog.indexOf(product.id());
            suggestions.add(new Suggestion(
                    product, found.score(found.rank(item)) / found.score(0), because(because, item, items, reason)));
        }
        return suggestions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recommender.Worked(Source.SIMILAR, reason, suggestions, reader.version()));
    }

    /** Of the products that were asked about, the one that says most for it. */
    private String because(String words, int item, int[] items, String otherwise) {
        OptionalInt strongest = shop.companions().strongest(item, items);
        Optional<Product> product =
                strongest.isEmpty() ? Optional.empty() : shop.catalog().product(strongest.getAsInt());
        return product.map(named -> words + named.name()).orElse(otherwise);
    }
}
