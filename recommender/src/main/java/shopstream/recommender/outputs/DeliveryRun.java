package shopstream.recommender.outputs;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Sends what is recommended now to all who get it. A run that was killed or failed is gone on with by the next one: what was made up
 * is sent once more, to targets that leave it there once. Within its hour that is all, so that an hour has no record twice; later,
 * those who keep all deliveries get it, and everybody gets a new one.
 */
public final class DeliveryRun {
    /** So many may wait for a target that is away: two days of one that is sent every hour. */
    static final int MOST_OPEN = 48;

    private final OpenDeliveries open;
    private final Records records;
    private final List<DeliveryTarget> targets;
    private final Clock clock;

    /** What is delivered. */
    @FunctionalInterface
    public interface Records {
        /** Gives one record for each customer, as they are at a moment. */
        void at(Instant now, Consumer<DeliveredRecord> into) throws InterruptedException;
    }

    public DeliveryRun(OpenDeliveries open, Records records, List<DeliveryTarget> targets, Clock clock) {
        this.open = open;
        this.records = records;
        this.targets = List.copyOf(targets);
        this.clock = clock;
    }

    /**
     * Delivers.
     *
     * @param words takes what is worth telling
     * @return how many records the newest delivery has
     * @throws IllegalStateException saying what did not get where, once everything was tried
     */
    public long run(Consumer<String> words) throws InterruptedException {
        Delivery newest = newest(words);
        long count = newest.count();
        Attempts attempts = new Attempts();
        boolean everywhere = true;
        for (DeliveryTarget target : targets) {
            boolean there = attempts.succeeds(target.words(), () -> target.deliver(newest));
            if (there) {
                words.accept(String.format(
                        Locale.ROOT, "To %s: %,d customer%s", target.words(), count, count == 1 ? "" : "s"));
            }
            everywhere &= there;
        }
        for (Delivery older : open.all()) {
            if (!older.equals(newest)) {
                catchUp(older, attempts, words);
            }
        }
        if (everywhere) {
            open.done(newest);
        }
        attempts.orThrow("What was made up is kept, and sent by the next attempt.");
        return count;
    }

    /** The one that was begun within this hour, if it is not with everybody yet; else one of now. */
    private Delivery newest(Consumer<String> words) throws InterruptedException {
        Instant now = clock.instant();
        List<Delivery> waiting = open.all();
        if (!waiting.isEmpty()) {
            Delivery before = waiting.get(waiting.size() - 1);
            if (before.hour().equals(HourFolder.of(now))) {
                words.accept("Going on with the delivery " + before.run() + ", which was not with everybody");
                return before;
            }
        }
        waiting.stream().limit(Math.max(0, waiting.size() - MOST_OPEN + 1)).forEach(oldest -> {
            words.accept("The delivery " + oldest.run() + " is given up: " + MOST_OPEN + " wait already");
            open.forget(oldest);
        });
        return open.begin(now, records);
    }

    /** Where only the newest matters, it is there by now. */
    private void catchUp(Delivery older, Attempts attempts, Consumer<String> words) throws InterruptedException {
        boolean everywhere = true;
        for (DeliveryTarget target : targets) {
            if (target.keepsAll()) {
                everywhere &= attempts.succeeds(target.words(), () -> target.deliver(older));
            }
        }
        if (everywhere) {
            words.accept("Made up for the delivery " + older.run() + ", which was not with everybody");
            open.forget(older);
        }
    }
}
