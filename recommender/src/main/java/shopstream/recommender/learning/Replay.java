package shopstream.recommender.learning;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import shopstream.recommender.live.Companions;
import shopstream.recommender.live.Recollection;
import shopstream.recommender.ranking.Shopper;

/**
 * A past that is gone through once more. At each step that could have been foreseen and was worth foreseeing, somebody may be asked
 * what the visitor will turn to next: before it is known, and only where it is nothing that the visit has been at already, since
 * that is not recommended.
 */
final class Replay {
    private static final int VISITORS_MOST = 50_000;

    private final Past past;
    private final IntConsumer learning;
    private final PastHistories histories;
    private final Map<Long, Recollection> recollections = new LinkedHashMap<>(1024, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Recollection> eldest) {
            return size() > VISITORS_MOST;
        }
    };
    private int step;

    /** @param learning takes each step once it has happened */
    private Replay(Past past, IntConsumer learning) {
        this.past = past;
        this.learning = learning;
        this.histories = new PastHistories(past);
    }

    /** Somebody who is asked. */
    interface Question {
        /**
         * What comes next?
         *
         * @param step of the past that comes next
         * @param shopper what the visitor did, as a live answer would know it; told only while it is asked
         * @param out which products cannot be the answer
         */
        void asked(int step, Supplier<Shopper> shopper, IntPredicate out);
    }

    /** Goes through it for the questions alone. */
    static Replay of(Past past) {
        return new Replay(past, step -> {});
    }

    /** Goes through it with lists that learn from it as they do from live events. */
    static Replay of(Past past, Companions companions) {
        return new Replay(past, step -> {
            String whose = Long.toHexString(past.whose(step));
            if (past.isOrder(step)) {
                companions.bought(whose, past.item(step), past.millis(step));
            } else {
                companions.seen(whose, past.item(step), past.millis(step));
            }
        });
    }

    /** Goes on up to a step, which does not happen yet. */
    void goOn(int to, Question question) {
        for (; step < to; step++) {
            if (!past.isOrder(step)) {
                Recollection visitor = recollections.computeIfAbsent(past.whose(step), first -> new Recollection());
                long now = past.millis(step);
                if (!visitor.isEmpty() && !visitor.isOfVisit(past.item(step), now)) {
                    int asked = step;
                    question.asked(
                            step,
                            () -> new Shopper(visitor.session(), histories.before(asked)),
                            item -> visitor.isOfVisit(item, now));
                }
                visitor.add(past.item(step), now);
            }
            histories.add(step);
            learning.accept(step);
        }
    }
}
