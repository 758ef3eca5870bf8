package shopstream.recommender.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.Product;
import shopstream.recommender.live.Recollection;
import shopstream.recommender.own.LiveOwn;
import shopstream.recommender.own.OwnInUse;
import shopstream.recommender.own.ScoredProduct;
import shopstream.recommender.own.Situation;
import shopstream.recommender.placements.Placement;
import shopstream.recommender.placements.Purpose;

/** Asks the recommender of the shop's own that a placement names, before anybody else is asked. Thread safe. */
final class OwnStep {
    /** Many of what it recommends cannot be shown, since it does not know what can be bought. */
    private static final int CANDIDATES = 200;

    private final LiveShop shop;
    private final LiveOwn own;

    OwnStep(LiveShop shop, LiveOwn own) {
        this.shop = shop;
        this.own = own;
    }

    /**
     * What came of it.
     *
     * @param worked empty where nothing follows from what is known, where it does not answer, and where the placement names none
     * @param why it does not answer, in words
     */
    record Tried(Optional<Recommender.Worked> worked, Optional<String> why) {
        private static final Tried NONE = new Tried(Optional.empty(), Optional.empty());

        private static Tried inVain(String why) {
            return new Tried(Optional.empty(), Optional.of(why));
        }
    }

    /** Asks for half of the time that is left, so that the other half is for the next step. @param choice to which products are offered */
    Tried ask(Visit visit, Choice choice) {
        Optional<String> name = visit.purpose() == Purpose.FOR_YOU
                ? visit.placement().flatMap(Placement::recommender)
                : Optional.empty();
        if (name.isEmpty()) {
            return Tried.NONE;
        }
        Optional<OwnInUse> named = own.named(name.get());
        if (named.isEmpty()) {
            return Tried.inVain("there is no recommender " + name.get());
        }
        try {
            return new Tried(work(visit, choice, named.get()), Optional.empty());
        } catch (OwnInUse.Unanswered unanswered) {
            return Tried.inVain(unanswered.getMessage());
        }
    }

    private Optional<Recommender.Worked> work(Visit visit, Choice choice, OwnInUse asked) {
        Situation situation = situation(visit);
        if (situation.isUnknown()) {
            return Optional.empty();
        }
        Optional<String> version = asked.version();
        List<ScoredProduct> best =
                asked.ask(situation, CANDIDATES, visit.deadline().left().dividedBy(2));
        for (ScoredProduct each : best) {
            if (choice.isFull()) {
                break;
            }
            shop.catalog().product(each.id()).ifPresent(choice::offer);
        }
        boolean isOfVisitor =
                !visit.trail().interests(1).isEmpty() || situation.customer().isPresent();
        String reason = isOfVisitor ? "Picked for you" : "Goes with what is looked at here";
        List<Suggestion> items = new ArrayList<>();
        for (Product product : best.isEmpty() ? List.<Product>of() : choice.products()) {
            // Its scores may be anything: where a product stands is all that they say here.
            items.add(new Suggestion(product, 1.0 / (1 + items.size()), reason));
        }
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Recommender.Worked(isOfVisitor ? Source.PERSONAL : Source.SIMILAR, reason, items, version));
    }

    /** What a visitor did, and what they look at as the newest of it. */
    private static Situation situation(Visit visit) {
        List<String> recent = new ArrayList<>(visit.trail().interests(Recollection.MOST));
        visit.request().viewing().ifPresent(viewing -> {
            recent.remove(viewing);
            recent.add(viewing);
        });
        return new Situation(visit.request().user(), recent, visit.cart());
    }
}
