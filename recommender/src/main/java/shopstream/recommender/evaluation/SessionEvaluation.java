package shopstream.recommender.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import shopstream.recommender.ranking.SessionModelTraining;
import shopstream.recommender.ranking.TrainedSessions;
import shopstream.recommender.sessions.ItemHistory;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.NeighbourSessions;
import shopstream.recommender.sessions.PairParameters;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.Popular;
import shopstream.recommender.sessions.SessionMethod;
import shopstream.recommender.sessions.Sessions;
import shopstream.recommender.sessions.Walk;

/**
 * Each way to tell a session's next item on one set, and the whole. All training items are ranked, also those of the
 * session; an answer that training never saw is a miss. HR@20: the share of questions whose answer is among the first 20;
 * MRR@20: the mean of one divided by its rank, 0 if it is not among them.
 *
 * @param threads how many training may use; questions are asked on one
 * @param seed of everything random
 */
public record SessionEvaluation(SessionDataSet set, int threads, long seed) {
    /** What looks at every item for an answer is asked fewer questions. */
    private static final int FEWER = 10_000;

    /** Trains and asks all methods. */
    public List<MethodFigures> figures(Consumer<String> progress) {
        return figures(List.of(), progress);
    }

    /**
     * Trains and asks all methods, those of the shop's own among them.
     *
     * @throws UnreadableDataSet where one of these cannot be asked of sessions
     */
    public List<MethodFigures> figures(List<JudgedRecommender> own, Consumer<String> progress) {
        own.forEach(SessionEvaluation::requireSessions);
        Sessions training = set.training();
        var figures = new ArrayList<MethodFigures>();
        Consumer<MethodFigures> keep = each -> {
            figures.add(each);
            progress.accept(line(each));
        };
        keep.accept(trial(() -> new Popular(ItemHistory.of(training)), FEWER));
        keep.accept(trial(() -> NeighbourSessions.of(training), Integer.MAX_VALUE));
        keep.accept(
                trial(() -> ItemToItem.together(PairWeights.of(training, PairParameters.TOGETHER)), Integer.MAX_VALUE));
        keep.accept(trial(() -> ItemToItem.next(PairWeights.of(training, PairParameters.NEXT)), Integer.MAX_VALUE));
        keep.accept(trial(() -> Walk.along(PairWeights.of(training, PairParameters.TOGETHER)), Integer.MAX_VALUE));
        for (JudgedRecommender each : own) {
            keep.accept(ask(new JudgedSessions(each, set.items()), Integer.MAX_VALUE, each.loading()));
            each.remarks().forEach(progress);
        }
        TrainedSessions trained = new SessionModelTraining(threads, seed, progress).train(set.items(), training);
        keep.accept(ask(trained.model().parts().embedding(), FEWER, trained.embedding()));
        keep.accept(ask(trained.model().withoutTrees(), Integer.MAX_VALUE, trained.all()));
        keep.accept(ask(trained.model(), Integer.MAX_VALUE, trained.all()));
        return figures;
    }

    private static void requireSessions(JudgedRecommender own) {
        if (own.needsCustomers()) {
            throw new UnreadableDataSet(
                    "The table " + own.name() + " recommends to customers, and sessions do not say whose they are.",
                    "Judge it on a data set of users: train.txt and test.txt, on each line a user and then its items.");
        }
    }

    private MethodFigures trial(Supplier<SessionMethod> training, int most) {
        long start = System.nanoTime();
        SessionMethod method = training.get();
        return ask(method, most, Duration.ofNanos(System.nanoTime() - start));
    }

    private MethodFigures ask(SessionMethod method, int most, Duration training) {
        return MethodTrial.figures(method, set.test(), most, training);
    }

    private static String line(MethodFigures figures) {
        return String.format(
                Locale.ROOT,
                "%s: %s, trained in %.1f s, %.1f MB, %.0f µs a prediction, %.0f µs at p90",
                figures.method(),
                figures.metrics(),
                figures.training().toMillis() / 1e3,
                figures.modelBytes() / 1e6,
                figures.predictionMicros(),
                figures.predictionMicrosP90());
    }
}
