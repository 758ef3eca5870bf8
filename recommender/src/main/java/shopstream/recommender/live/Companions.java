package shopstream.recommender.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.ranking.LearnedRanking;
import shopstream.recommender.ranking.RankedCandidates;
import shopstream.recommender.ranking.SessionParts;
import shopstream.recommender.ranking.Shopper;
import shopstream.recommender.sessions.ItemHistory;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.PairParameters;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Shortlist;
import shopstream.recommender.sessions.Walk;

/**
 * What goes with what, learned from each event as it comes: from what people look at one after the other, and from what lies in
 * one order. A ranking that was learned puts it in order where there is one. One thread adds; each thread that asks has a
 * {@link Reader} of its own.
 */
public final class Companions {
    private static final Logger LOG = LoggerFactory.getLogger(Companions.class);

    /** The sessions after which what was seen counts 1/e: a shop's fashions outlive some tens of thousands of visits. */
    private static final double MEMORY = 50_000;

    /** The sessions in which the age of things is told. */
    private static final double SPAN = MEMORY / PairParameters.TOGETHER.recency();

    private static final int VISITS_OPEN_MOST = 50_000;
    private static final int ORDERS_OPEN_MOST = 20_000;
    private static final int CANDIDATES = 100;
    private static final float RANK_OFFSET = 10;

    private final PairWeights together = PairWeights.empty(PairParameters.TOGETHER, MEMORY);
    private final PairWeights next = PairWeights.empty(PairParameters.NEXT, MEMORY);
    private final ItemToItem goesWith = ItemToItem.together(together);
    private final ItemToItem comesNext = ItemToItem.next(next);
    private final Walk walk = Walk.along(together);
    private final ItemHistory history = ItemHistory.empty(SPAN);
    private final OpenSessions browsing = new OpenSessions(VISITS_OPEN_MOST);
    private final OpenSessions orders = new OpenSessions(ORDERS_OPEN_MOST);
    private final LongAdder unranked = new LongAdder();
    private volatile Optional<RankingInUse> ranking = Optional.empty();

    /** Somebody looked at something, or put it into the cart. For the thread that adds. @param millis when, since 1970 */
    public void seen(String visitor, int item, long millis) {
        OpenSessions.Step step = browsing.add(visitor, item, millis);
        together.append(step.number(), step.items());
        next.append(step.number(), step.items());
        history.append(step.number(), item);
        walk.refresh(item);
    }

    /**
     * Something was bought; what is in one order has no order. For the thread that adds.
     *
     * @return whether it is known for the first time
     */
    public boolean bought(String order, int item, long millis) {
        if (orders.holds(order, item)) {
            return false;
        }
        OpenSessions.Step step = orders.add(order, item, millis);
        together.append(browsing.begun(), step.items());
        walk.refresh(item);
        return true;
    }

    /** Which of some items says most for an item; empty where none does. */
    public OptionalInt strongest(int item, int[] of) {
        int strongest = Catalog.UNKNOWN;
        float most = 0;
        for (int each : of) {
            float weight = together.weight(each, item) + next.weight(each, item);
            if (weight > most) {
                most = weight;
                strongest = each;
            }
        }
        return strongest == Catalog.UNKNOWN ? OptionalInt.empty() : OptionalInt.of(strongest);
    }

    /** How many sessions and orders were learned from. */
    public long learnedFrom() {
        return browsing.begun() + orders.begun();
    }

    /** How often and when items were looked at. */
    public ItemHistory history() {
        return history;
    }

    /** All that candidates are found by, for a ranking to be learned. */
    public SessionParts parts(SessionEmbedding embedding) {
        return new SessionParts(goesWith, comesNext, walk, history, embedding);
    }

    /** A learned ranking over these lists. @param number of a product here; negative for one that has none */
    public RankedCandidates ranked(LearnedRanking learned, ToIntFunction<String> number) {
        return learned.over(goesWith, comesNext, walk, history, number);
    }

    /** From the next answer on, that is the order; without one, methods are merged by their ranks. From any thread. */
    public void rankBy(Optional<RankingInUse> learned) {
        ranking = learned;
    }

    /** The order that answers are in now. */
    public Optional<RankingInUse> ranking() {
        return ranking;
    }

    /** How often a learned ranking failed, and the methods were merged instead. */
    public long unranked() {
        return unranked.sum();
    }

    public Reader reader() {
        return new Reader();
    }

    /** Asks, for one thread. */
    public final class Reader {
        private final List<SessionScorer> scorers = new ArrayList<>();
        private final Shortlist found = new Shortlist(CANDIDATES);
        private final Merged merged = new Merged();
        private final LearnedReader learned = new LearnedReader(CANDIDATES);
        private Optional<String> version = Optional.empty();

        private Reader() {}

        /**
         * What goes with what somebody does, and with what they like where that was learned, the best first, in the learned
         * order; where there is none, or it fails, each list's best for the session, merged by their ranks.
         *
         * @throws Deadline.Passed between two steps; what was found until then is forgotten
         */
        public void candidates(Shopper shopper, Deadline deadline, Shortlist into) {
            version = Optional.empty();
            Optional<RankingInUse> now = ranking;
            if (now.isEmpty() || !rank(now.get(), shopper, deadline, into)) {
                merge(shopper.session(), deadline, into);
            }
        }

        private boolean rank(RankingInUse now, Shopper shopper, Deadline deadline, Shortlist into) {
            try {
                learned.best(now, shopper, deadline, into);
                version = Optional.of(now.version());
                return true;
            } catch (Deadline.Passed late) {
                throw late;
            } catch (RuntimeException broken) {
                learned.forget();
                unranked.increment();
                LOG.warn("The ranking {} failed; methods are merged by their ranks", now.version(), broken);
                return false;
            }
        }

        /** The version of the model that the last candidates were put in order by. */
        public Optional<String> version() {
            return version;
        }

        /** The same as {@link #candidates} without anything that was learned. @param session items, the newest last */
        public void merge(int[] session, Deadline deadline, Shortlist into) {
            merged.clear();
            if (scorers.isEmpty()) {
                // They take as much room as a learned ranking's own, which mostly is asked in their place.
                scorers.addAll(List.of(goesWith.scorer(), comesNext.scorer(), walk.scorer()));
            }
            for (SessionScorer scorer : scorers) {
                deadline.check();
                scorer.best(session, found);
                for (int rank = 0; rank < found.size(); rank++) {
                    merged.add(found.item(rank), 1 / (rank + RANK_OFFSET));
                }
            }
            merged.moveTo(into);
        }
    }
}
