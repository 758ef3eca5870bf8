package shopstream.recommender.answers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.Product;

/** What is given where nothing is known of a visitor: what is popular where they are, what is popular, and what was. */
final class PopularSteps {
    private static final int DAYS = 30;
    private static final int ANY = 500;

    private final LiveShop shop;
    private final PopularNow popular;
    private final KeptProducts kept;

    PopularSteps(LiveShop shop, PopularNow popular, KeptProducts kept) {
        this.shop = shop;
        this.popular = popular;
        this.kept = kept;
    }

    /** @param region whose popular products they are; empty where they are those of all */
    record Step(Source source, Optional<String> region, String reason, List<Suggestion> items) {}

    /** What was worked out, and what is popular in the places that are left. */
    List<Suggestion> filled(Visit visit, Choice choice, List<Suggestion> worked) {
        if (choice.isFull()) {
            return worked;
        }
        List<Product> inRegion = inRegion(visit);
        inRegion.forEach(choice::offer);
        everywhere(visit).forEach(choice::offer);
        return suggestions(visit, choice, worked, inRegion);
    }

    /** What is popular now, in the visitor's region if enough is known of it; empty where nothing is. */
    Optional<Step> now(Visit visit, Choice choice) {
        List<Product> inRegion = inRegion(visit);
        List<Product> everywhere = everywhere(visit);
        if (inRegion.isEmpty() && everywhere.isEmpty()) {
            return Optional.empty();
        }
        inRegion.forEach(choice::offer);
        everywhere.forEach(choice::offer);
        List<Suggestion> items = suggestions(visit, choice, List.of(), inRegion);
        Optional<String> region = inRegion.isEmpty() ? Optional.empty() : visit.region();
        String where = region.map(name -> " in " + name).orElse("");
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Step(Source.POPULAR, region, "Popular" + where + " in the last " + DAYS + " days", items));
    }

    /** What was popular when it was written down, and else whatever the shop has. */
    Step kept(Choice choice) {
        keptNow().forEach(choice::offer);
        boolean isKept = !kept.products().isEmpty();
        return new Step(
                Source.STATIC,
                Optional.empty(),
                isKept ? "Popular when it was last known" : "From the shop's products",
                behind(List.of(), anything(choice), Set.of(), ""));
    }

    /** A region of which fewer products are known than are asked for says less than all of them together. */
    private List<Product> inRegion(Visit visit) {
        return visit.region()
                .map(region -> popular.products(DAYS, Optional.of(region), visit.category(shop.catalog())))
                .filter(products -> products.size() >= visit.request().most())
                .orElse(List.of());
    }

    private List<Product> everywhere(Visit visit) {
        return popular.products(DAYS, visit.category(shop.catalog()));
    }

    /** The kept products as the shop has them now; as they were, where it is not known what the shop has. */
    private List<Product> keptNow() {
        return shop.catalog().count() == 0
                ? kept.products()
                : kept.products().stream()
                        .flatMap(product -> shop.catalog().product(product.id()).stream())
                        .toList();
    }

    private List<Suggestion> suggestions(Visit visit, Choice choice, List<Suggestion> worked, List<Product> inRegion) {
        Set<String> regional = new HashSet<>();
        inRegion.forEach(product -> regional.add(product.id()));
        return behind(worked, anything(choice), regional, visit.region().orElse(""));
    }

    /** What the choice has taken, and whatever the shop has as far as there is room. */
    private List<Product> anything(Choice choice) {
        choice.settle();
        if (!choice.isFull()) {
            shop.catalog().sellable(ANY).forEach(choice::offer);
        }
        return choice.products();
    }

    /** The products behind those that were worked out, which the list begins with. */
    private static List<Suggestion> behind(
            List<Suggestion> worked, List<Product> products, Set<String> regional, String region) {
        List<Suggestion> items = new ArrayList<>(worked);
        double last = worked.isEmpty() ? 1 : worked.get(worked.size() - 1).score();
        for (Product product : products.subList(worked.size(), products.size())) {
            String reason = regional.contains(product.id()) ? "Popular in " + region : "Popular";
            items.add(new Suggestion(product, last / (1 + items.size()), reason));
        }
        return items;
    }
}
