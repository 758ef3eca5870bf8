package shopstream.recommender.answers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.profiles.Trail;
import shopstream.recommender.answers.Explanation.LeftOut;
import shopstream.recommender.answers.Explanation.Rule;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.Product;

/**
 * Says why somebody is recommended what they are, and why not something else. That a product is kept out is what {@link Admission}
 * says of it; here only the reason gets a name, so that the two cannot tell different stories.
 */
public final class Explanations {
    private static final int POPULAR_DAYS = 30;
    private static final int AHEAD = 100;

    /** Of one rule; whoever has bought hundreds of things need not read them all. */
    private static final int OF_ONE_RULE = 6;

    private final Recommending declared;
    private final Recommender recommender;

    public Explanations(Recommending declared, Recommender recommender) {
        this.declared = declared;
        this.recommender = recommender;
    }

    /** @param about a product that is asked for in particular */
    public Explanation explain(Request request, Optional<String> about) {
        Answer answer = recommender.preview(request).answer();
        Trail trail = recommender.trail(request);
        Map<String, LeftOut> leftOut = new LinkedHashMap<>();
        for (Map.Entry<Rule, List<String>> each : expected(request, trail).entrySet()) {
            each.getValue().stream()
                    .flatMap(id -> catalogued(id).stream())
                    .filter(product -> isKeptOut(product, request, trail))
                    .filter(product -> !leftOut.containsKey(product.id()))
                    .limit(OF_ONE_RULE)
                    .forEach(product -> leftOut.put(product.id(), new LeftOut(product, each.getKey())));
        }
        behind(answer, recommender.preview(request.upTo(AHEAD)).answer(), request.most(), leftOut);
        about.flatMap(this::catalogued).ifPresent(product -> ask(product, answer, request, trail, leftOut));
        return new Explanation(answer, new ArrayList<>(leftOut.values()));
    }

    /** The products that a rule may keep out, the newest first. */
    private Map<Rule, List<String>> expected(Request request, Trail trail) {
        long now = request.now().toEpochMilli();
        List<String> cart = new ArrayList<>(request.cart());
        cart.addAll(trail.cart(now).keySet());
        Map<Rule, List<String>> expected = new LinkedHashMap<>();
        expected.put(Rule.IN_THE_CART, cart);
        expected.put(Rule.VIEWED_NOW, request.viewing().stream().toList());
        expected.put(
                Rule.JUST_SEEN,
                trail.between(now - Admission.JUST_NOW.toMillis(), Long.MAX_VALUE)
                        .interests(Admission.JUST_SEEN));
        expected.put(Rule.BOUGHT_LATELY, boughtLately(trail, now));
        LiveShop shop = recommender.shop();
        expected.put(
                Rule.NOT_SOLD,
                shop
                        .popularity()
                        .best(
                                POPULAR_DAYS,
                                item -> shop.catalog()
                                        .product(item)
                                        .filter(product -> !product.sellable())
                                        .isPresent(),
                                OF_ONE_RULE)
                        .stream()
                        .flatMap(item -> shop.catalog().product(item).stream())
                        .map(Product::id)
                        .toList());
        return expected;
    }

    private List<String> boughtLately(Trail trail, long now) {
        return trail.bought().entrySet().stream()
                .filter(bought ->
                        now - bought.getValue() < again(bought.getKey()).toMillis())
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Duration again(String id) {
        return declared.boughtAgain().after(catalogued(id).flatMap(Product::category));
    }

    private boolean isKeptOut(Product product, Request request, Trail trail) {
        return !new Admission(declared, recommender.shop().catalog(), request, trail).admits(product);
    }

    /** What would come next, and what comes before some that are there: only its category can have kept that out. */
    private static void behind(Answer answer, Answer longer, int most, Map<String, LeftOut> leftOut) {
        List<String> there =
                answer.items().stream().map(item -> item.product().id()).toList();
        List<Product> ordered = longer.items().stream().map(Suggestion::product).toList();
        int last = -1;
        for (int place = 0; place < ordered.size(); place++) {
            last = there.contains(ordered.get(place).id()) ? place : last;
        }
        int[] count = new int[Rule.values().length];
        for (int place = 0; place < ordered.size(); place++) {
            Product product = ordered.get(place);
            boolean isTooMany = place < last && Choice.isFullOf(product, answer, most);
            Rule rule = isTooMany ? Rule.TOO_MANY_OF_ITS_CATEGORY : Rule.OTHERS_COME_FIRST;
            if (!there.contains(product.id()) && count[rule.ordinal()]++ < OF_ONE_RULE) {
                leftOut.putIfAbsent(product.id(), new LeftOut(product, rule));
            }
        }
    }

    /** The one that was asked for is there in any case, unless it is recommended. */
    private void ask(Product product, Answer answer, Request request, Trail trail, Map<String, LeftOut> leftOut) {
        boolean isThere =
                answer.items().stream().anyMatch(item -> item.product().id().equals(product.id()));
        if (!isThere && !leftOut.containsKey(product.id())) {
            leftOut.put(product.id(), new LeftOut(product, rule(product, request, trail)));
        }
    }

    private Rule rule(Product product, Request request, Trail trail) {
        if (!product.sellable()) {
            return Rule.NOT_SOLD;
        }
        if (isKeptOut(product, request, trail)) {
            return expected(request, trail).entrySet().stream()
                    .filter(each -> each.getValue().contains(product.id()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(Rule.NOTHING_LEADS_TO_IT);
        }
        boolean isBehind = recommender.preview(request.upTo(AHEAD)).answer().items().stream()
                .anyMatch(item -> item.product().id().equals(product.id()));
        return isBehind ? Rule.OTHERS_COME_FIRST : Rule.NOTHING_LEADS_TO_IT;
    }

    private Optional<Product> catalogued(String id) {
        return recommender.shop().catalog().product(id);
    }
}
