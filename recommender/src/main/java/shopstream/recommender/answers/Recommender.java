package shopstream.recommender.answers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.profiles.Trail;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.live.Deadline;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.own.LiveOwn;
import shopstream.recommender.placements.Placement;
import shopstream.recommender.placements.Purpose;
import shopstream.recommender.ranking.Contribution;

/**
 * Answers every request within its deadline: nothing is waited for, since everything is in memory, and whoever works out an
 * answer looks at the clock between steps. When that fails or there is no time, what is popular is given, which needs no work.
 * Thread safe.
 */
public final class Recommender {
    private static final Logger LOG = LoggerFactory.getLogger(Recommender.class);

    private final Recommending declared;
    private final LiveShop shop;
    private final Function<String, Optional<Placement>> placements;
    private final PopularSteps popular;
    private final OwnStep own;
    private final ThreadLocal<Personal> personal;
    private final ThreadLocal<Related> related;
    private final Map<Source, LongAdder> given = new ConcurrentHashMap<>();
    private final LongAdder givenOfRegions = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** Of a shop that has declared no placements. @param kept what is given when nothing else is known */
    public Recommender(Recommending declared, LiveShop shop, PopularNow popular, KeptProducts kept) {
        this(declared, shop, popular, kept, name -> Optional.empty());
    }

    /**
     * @param kept what is given when nothing else is known
     * @param placements by their names, as they are now
     */
    public Recommender(
            Recommending declared,
            LiveShop shop,
            PopularNow popular,
            KeptProducts kept,
            Function<String, Optional<Placement>> placements) {
        this(declared, shop, popular, kept, placements, LiveOwn.none());
    }

    /** @param own those that the shop brings itself, which placements may name */
    public Recommender(
            Recommending declared,
            LiveShop shop,
            PopularNow popular,
            KeptProducts kept,
            Function<String, Optional<Placement>> placements,
            LiveOwn own) {
        this.declared = declared;
        this.shop = shop;
        this.placements = placements;
        this.popular = new PopularSteps(shop, popular, kept);
        this.own = new OwnStep(shop, own);
        this.personal = ThreadLocal.withInitial(() -> new Personal(shop));
        this.related = ThreadLocal.withInitial(() -> new Related(shop));
    }

    /** The answer. Never throws; at its worst it has no products. */
    public Answer answer(Request request) {
        return counted(outcome(visit(request)).answer());
    }

    /** What is popular, for whoever asks for it; otherwise as {@link #answer}. */
    public Answer popular(Request request) {
        return counted(unpersonal(visit(request).forPopular(), Optional.empty()).answer());
    }

    private Answer counted(Answer answer) {
        given.computeIfAbsent(answer.source(), first -> new LongAdder()).increment();
        answer.region().ifPresent(region -> givenOfRegions.increment());
        return answer;
    }

    /** What would be answered, and what the placement's rules leave out of it. It is not counted as given. */
    public Preview preview(Request request) {
        Outcome outcome = outcome(visit(request));
        return new Preview(outcome.answer(), outcome.choice().rules().leftOut());
    }

    /**
     * What was worked out for a visitor.
     *
     * @param items offered to the choice, and taken
     * @param model the version of the model that put them in order; empty where none did
     */
    record Worked(Source source, String reason, List<Suggestion> items, Optional<String> model) {}

    /**
     * What decided where a product stands in the personal order for a request, the weightiest first, by the model that is in
     * use; empty where none is, where the product is no candidate, and where a recommender of the shop's own is asked, which does
     * not say. It takes longer than an answer.
     */
    public List<Contribution> explain(Request request, String product) {
        if (request.placement()
                .flatMap(placements)
                .flatMap(Placement::recommender)
                .isPresent()) {
            return List.of();
        }
        return personal.get().explain(request, trail(request), product);
    }

    private record Outcome(Answer answer, Choice choice) {}

    private Visit visit(Request request) {
        Deadline deadline = Deadline.in(request.deadline());
        Optional<Placement> placement = request.placement().flatMap(placements);
        Purpose purpose = placement.map(Placement::shows).orElse(Purpose.FOR_YOU);
        Trail trail = Trail.EMPTY;
        try {
            trail = trail(request);
        } catch (RuntimeException broken) {
            failed.increment();
            LOG.warn("Nothing is known of a visitor", broken);
        }
        Optional<String> region = request.user().flatMap(shop.regions()::of).or(request::region);
        return new Visit(request, placement, purpose, trail, region, deadline);
    }

    /** What is known of a visitor. */
    Trail trail(Request request) {
        return request.user()
                .map(shop.visitors()::ofUser)
                .or(() -> request.browser().map(shop.visitors()::ofBrowser))
                .orElse(Trail.EMPTY);
    }

    private Outcome outcome(Visit visit) {
        Optional<String> why = Optional.empty();
        try {
            visit.deadline().check();
            Choice choice = visit.choice(declared, shop.catalog());
            OwnStep.Tried tried = own.ask(visit, choice);
            why = tried.why();
            Optional<Worked> worked = tried.worked().or(() -> worked(visit, choice));
            if (worked.isPresent()) {
                List<Suggestion> items =
                        popular.filled(visit, choice, worked.get().items());
                return outcome(
                        visit,
                        choice,
                        new PopularSteps.Step(
                                worked.get().source(),
                                Optional.empty(),
                                worked.get().reason(),
                                items),
                        worked.get().model(),
                        why);
            }
        } catch (Deadline.Passed slow) {
            late.increment();
            why = Optional.of("there was no time to work out a personal answer");
        } catch (RuntimeException broken) {
            failed.increment();
            LOG.warn("No personal answer", broken);
            why = Optional.of("a personal answer could not be worked out");
        }
        return unpersonal(visit, why);
    }

    private Optional<Worked> worked(Visit visit, Choice choice) {
        return switch (visit.purpose()) {
            case FOR_YOU -> personal.get().work(visit.request(), visit.trail(), choice, visit.deadline());
            case ALTERNATIVES -> related.get().alternatives(visit, choice);
            case GOES_WITH -> related.get().companions(visit, choice);
            case POPULAR -> Optional.empty();
        };
    }

    private Outcome unpersonal(Visit visit, Optional<String> why) {
        Choice choice = visit.choice(declared, shop.catalog());
        try {
            Optional<PopularSteps.Step> step = popular.now(visit, choice);
            if (step.isPresent()) {
                return outcome(visit, choice, step.get(), Optional.empty(), why);
            }
        } catch (RuntimeException broken) {
            failed.increment();
            LOG.warn("No popular products", broken);
        }
        Choice last = visit.choice(declared, shop.catalog());
        PopularSteps.Step kept = popular.kept(last);
        if (kept.items().isEmpty() && visit.purpose() == Purpose.ALTERNATIVES) {
            // There is nothing else of its category: better what people want than nothing.
            return unpersonal(visit.forPopular(), why);
        }
        return outcome(visit, last, kept, Optional.empty(), why);
    }

    private static Outcome outcome(
            Visit visit, Choice choice, PopularSteps.Step step, Optional<String> model, Optional<String> why) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<Suggestion> arranged = Arrangement.of(step.items(), choice);
        return new Outcome(
                new Answer(
                        new UUID(random.nextLong(), random.nextLong()).toString(),
                        visit.placement().map(Placement::name),
                        step.source(),
                        step.region(),
                        step.reason(),
                        choice.rules().acted(),
                        arranged,
                        model,
                        why),
                choice);
    }

    /** How many answers there were from a source. */
    public long given(Source source) {
        LongAdder count = given.get(source);
        return count == null ? 0 : count.sum();
    }

    /** How many of the popular ones were of what is popular where the visitor is. */
    public long givenOfRegions() {
        return givenOfRegions.sum();
    }

    /** How often there was no time for a personal answer. */
    public long late() {
        return late.sum();
    }

    /** How often a personal answer failed. */
    public long failed() {
        return failed.sum();
    }

    /** A declared placement, as it is now. */
    public Optional<Placement> placement(String name) {
        return placements.apply(name);
    }

    public LiveShop shop() {
        return shop;
    }
}
