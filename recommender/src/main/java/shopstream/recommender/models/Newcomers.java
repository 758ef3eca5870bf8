package shopstream.recommender.models;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shopstream.recommender.live.Catalog;
import shopstream.recommender.live.Product;
import shopstream.recommender.live.ProductContent;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.taste.LearnedTaste;

/** Products that came after long-term taste was learned: what the shop says of them tells who will like them, until that is learned. */
final class Newcomers {
    private Newcomers() {}

    /** The taste that knows them too; empty where there are none, or nothing can be said of them. */
    static Optional<LearnedTaste> joined(LearnedTaste taste, Catalog catalog) {
        if (catalog.count() > ProductContent.PRODUCTS_MOST) {
            return Optional.empty();
        }
        List<String> came = catalog.all().stream()
                .map(Product::id)
                .filter(id -> taste.items().index(id) == ItemIndex.UNKNOWN)
                .toList();
        if (came.isEmpty() || taste.items().size() + came.size() > ProductContent.PRODUCTS_MOST) {
            return Optional.empty();
        }
        List<Optional<Product>> all = Stream.concat(taste.items().ids().stream(), came.stream())
                .map(catalog::product)
                .toList();
        return ProductContent.of(all).map(content -> taste.with(came, content)).filter(joined -> joined != taste);
    }
}
