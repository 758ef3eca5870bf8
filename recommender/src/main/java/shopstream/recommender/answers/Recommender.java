package shopstream.recommender.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.profiles.Trail;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.live.Deadline;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.Product;
import shopstream.recommender.ranking.Contribution;

/**
 * Answers every request within its deadline: nothing is waited for, since everything is in memory, and whoever works out an
 * answer looks at the clock between steps. When that fails or there is no time, what is popular is given, which needs no work.
 * Thread safe.
 */
public final class Recommender {
    private static final Logger LOG = LoggerFactory.getLogger(Recommender.class);
    private static final int POPULAR_DAYS = 30;
    private static final int ANY = 500;

    private final Recommending declared;
    private final LiveShop shop;
    private final PopularNow popular;
    private final KeptProducts kept;
    private final ThreadLocal<Personal> personal;
    private final Map<Source, LongAdder> given = new ConcurrentHashMap<>();
    private final LongAdder late = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** @param kept what is given when nothing else is known */
    public Recommender(Recommending declared, LiveShop shop, PopularNow popular, KeptProducts kept) {
        this.declared = declared;
        this.shop = shop;
        this.popular = popular;
        this.kept = kept;
        this.personal = ThreadLocal.withInitial(() -> new Personal(declared, shop));
    }

    /** The answer. Never throws; at its worst it has no products. */
    public Answer answer(Request request) {
        return counted(preview(request));
    }

    /** What is popular, for whoever asks for it; otherwise as {@link #answer}. */
    public Answer popular(Request request) {
        Trail trail = Trail.EMPTY;
        try {
            trail = trail(request);
        } catch (RuntimeException broken) {
            failed.increment();
            LOG.warn("Nothing is known of a visitor", broken);
        }
        return counted(unpersonal(request, trail, Optional.empty()));
    }

    private Answer counted(Answer answer) {
        given.computeIfAbsent(answer.source(), first -> new LongAdder()).increment();
        return answer;
    }

    /** What would be answered, for nobody to be shown: it is not counted as an answer. */
    Answer preview(Request request) {
        Deadline deadline = Deadline.in(request.deadline());
        Trail trail = Trail.EMPTY;
        Optional<String> why = Optional.empty();
        try {
            trail = trail(request);
            deadline.check();
            Optional<Worked> worked = personal.get().work(request, trail, deadline);
            if (worked.isPresent()) {
                Worked found = worked.get();
                return answer(found.source(), found.reason(), filled(request, trail, found), found.model(), why);
            }
        } catch (Deadline.Passed slow) {
            late.increment();
            why = Optional.of("there was no time to work out a personal answer");
        } catch (RuntimeException broken) {
            failed.increment();
            LOG.warn("No personal answer", broken);
            why = Optional.of("a personal answer could not be worked out");
        }
        return unpersonal(request, trail, why);
    }

    /** What was worked out for a visitor. */
    record Worked(Source source, String reason, List<Suggestion> items, Optional<String> model) {}

    /**
     * What decided where a product stands in the personal order for a request, the weightiest first, by the model that is in
     * use; empty where none is, or where the product is no candidate. It takes longer than an answer.
     */
    public List<Contribution> explain(Request request, String product) {
        return personal.get().explain(request, trail(request), product);
    }

    /** What is known of a visitor. */
    Trail trail(Request request) {
        return request.user()
                .map(shop.visitors()::ofUser)
                .or(() -> request.browser().map(shop.visitors()::ofBrowser))
                .orElse(Trail.EMPTY);
    }

    /** What is popular takes the places that are left. */
    private List<Suggestion> filled(Request request, Trail trail, Worked worked) {
        if (worked.items().size() >= request.most()) {
            return worked.items();
        }
        var choice = new Choice(declared, request, trail);
        worked.items().forEach(item -> choice.keep(item.product()));
        List<Suggestion> items = new ArrayList<>(worked.items());
        double last = items.get(items.size() - 1).score();
        List<Suggestion> all = suggestions(choice, popular.products(POPULAR_DAYS, Optional.empty()));
        for (Suggestion each : all.subList(items.size(), all.size())) {
            items.add(new Suggestion(each.product(), last * each.score(), each.reason()));
        }
        return items;
    }

    private Answer unpersonal(Request request, Trail trail, Optional<String> why) {
        try {
            List<Product> wanted = popular.products(POPULAR_DAYS, Optional.empty());
            if (!wanted.isEmpty()) {
                return answer(
                        Source.POPULAR,
                        "Popular in the last " + POPULAR_DAYS + " days",
                        suggestions(new Choice(declared, request, trail), wanted),
                        Optional.empty(),
                        why);
            }
        } catch (RuntimeException broken) {
            failed.increment();
            LOG.warn("No popular products", broken);
        }
        boolean isKept = !kept.products().isEmpty();
        return answer(
                Source.STATIC,
                isKept ? "Popular when it was last known" : "From the shop's products",
                suggestions(new Choice(declared, request, trail), keptNow()),
                Optional.empty(),
                why);
    }

    /** The kept products as the shop has them now; as they were, where it is not known what the shop has. */
    private List<Product> keptNow() {
        return shop.catalog().count() == 0
                ? kept.products()
                : kept.products().stream()
                        .flatMap(product -> shop.catalog().product(product.id()).stream())
                        .toList();
    }

    /** What the choice has, then these as far as there is room, then whatever the shop has. */
    private List<Suggestion> suggestions(Choice choice, List<Product> products) {
        products.forEach(choice::offer);
        if (!choice.isFull()) {
            shop.catalog().sellable(ANY).forEach(choice::offer);
        }
        List<Suggestion> items = new ArrayList<>();
        for (Product product : choice.products()) {
            items.add(new Suggestion(product, 1.0 / (1 + items.size()), "Popular"));
        }
        return items;
    }

    private Answer answer(
            Source source, String reason, List<Suggestion> items, Optional<String> model, Optional<String> why) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Answer(new UUID(random.nextLong(), random.nextLong()).toString(), source, reason, items, model, why);
    }

    /** How many answers there were from a source. */
    public long given(Source source) {
        LongAdder count = given.get(source);
        return count == null ? 0 : count.sum();
    }

    /** How often there was no time for a personal answer. */
    public long late() {
        return late.sum();
    }

    /** How often a personal answer failed. */
    public long failed() {
        return failed.sum();
    }

    public LiveShop shop() {
        return shop;
    }
}
