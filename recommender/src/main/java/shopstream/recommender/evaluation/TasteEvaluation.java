package shopstream.recommender.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import shopstream.recommender.taste.GraphFilter;
import shopstream.recommender.taste.MostPopular;
import shopstream.recommender.taste.NeighbourTaste;
import shopstream.recommender.taste.TasteMethod;
import shopstream.recommender.taste.TasteModel;
import shopstream.recommender.taste.TasteScorer;
import shopstream.recommender.taste.TasteSettings;
import shopstream.recommender.taste.TasteTraining;

/**
 * Recall@20 and NDCG@20 of the methods for long-term taste: for each user who is tested all items but those of their history
 * are ranked. Everything runs on the calling thread, so that times are those of one core.
 */
public final class TasteEvaluation {
    private static final int CUTOFF = 20;
    private static final int TOLD_EVERY = 500;

    private final TasteDataSet set;
    private final EvaluationProgress progress;
    private final List<MethodFigures> figures = new ArrayList<>();

    private TasteEvaluation(TasteDataSet set, EvaluationProgress progress) {
        this.set = set;
        this.progress = progress;
    }

    /** Trains and measures each method, the one that the shop uses last. */
    public static List<MethodFigures> evaluate(TasteDataSet set, EvaluationProgress progress) {
        return evaluate(set, List.of(), progress);
    }

    /** Likewise, with recommenders of the shop's own among them. */
    public static List<MethodFigures> evaluate(
            TasteDataSet set, List<JudgedRecommender> own, EvaluationProgress progress) {
        TasteEvaluation evaluation = new TasteEvaluation(set, progress);
        evaluation.measurePopular();
        evaluation.measureGraphFilter();
        own.forEach(evaluation::measureOwn);
        evaluation.measureTaste();
        return List.copyOf(evaluation.figures);
    }

    private void measurePopular() {
        Trained<MostPopular> popular = trained("most popular", told -> MostPopular.of(set.train()));
        figures.add(measured(popular.method(), popular.took()));
    }

    private void measureGraphFilter() {
        Trained<GraphFilter> filter =
                trained("GF-CF", told -> GraphFilter.train(set.train(), TasteSettings.DEFAULTS.seed(), told));
        figures.add(measured(filter.method(), filter.took()));
    }

    /** The whole is trained on top of its first half, so that the time of both is its own. */
    private void measureTaste() {
        Trained<NeighbourTaste> half =
                trained("local ridge", told -> training(told).neighbours());
        figures.add(measured(half.method(), half.took()));
        Trained<TasteModel> whole = trained("taste", told -> training(told).whole(half.method()));
        figures.add(measured(whole.method(), half.took().plus(whole.took())));
    }

    private TasteTraining training(Consumer<String> told) {
        return new TasteTraining(set.train(), TasteSettings.DEFAULTS, told);
    }

    private record Trained<M>(M method, Duration took) {}

    private <M> Trained<M> trained(String name, Function<Consumer<String>, M> training) {
        EvaluationProgress.Stage stage = progress.begun(name + " trained");
        long begun = System.nanoTime();
        M method = training.apply(stage::amount);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        stage.done();
        return new Trained<>(method, took);
    }

    private void measureOwn(JudgedRecommender own) {
        JudgedTastes tastes = new JudgedTastes(own, set);
        figures.add(measured(own.name(), own.bytes(), tastes, own.loading()));
        own.remarks().forEach(remark -> progress.begun(remark).done());
    }

    /** The first items for a user, the best first, without those of their history. */
    interface Prediction {
        int[] best(int user, int[] history, int wanted);
    }

    private MethodFigures measured(TasteMethod method, Duration training) {
        TasteScorer scorer = method.scorer();
        return measured(
                method.name(),
                method.bytes(),
                (user, history, wanted) -> scorer.best(history, wanted).items(),
                training);
    }

    private MethodFigures measured(String name, long bytes, Prediction prediction, Duration training) {
        EvaluationProgress.Stage stage = progress.begun(name + " measured");
        RankingQuality quality = new RankingQuality(CUTOFF);
        long[] nanos = new long[set.test().length];
        for (int user = 0; user < set.test().length; user++) {
            int[] expected = set.test()[user];
            if (expected.length > 0) {
                int[] history = set.train().row(user);
                long begun = System.nanoTime();
                int[] ranked = prediction.best(user, history, CUTOFF);
                nanos[quality.users()] = System.nanoTime() - begun;
                quality.add(ranked, expected);
            }
            if (user % TOLD_EVERY == 0) {
                stage.amount(String.format(Locale.ROOT, "%,d of %,d users", user, set.test().length));
            }
        }
        stage.amount(String.format(Locale.ROOT, "%,d users", quality.users()));
        stage.done();
        Arrays.sort(nanos, 0, quality.users());
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("Recall@" + CUTOFF, quality.recall());
        metrics.put("NDCG@" + CUTOFF, quality.ndcg());
        return new MethodFigures(
                name,
                metrics,
                training,
                bytes,
                nanos[quality.users() / 2] / 1000.0,
                nanos[quality.users() * 9 / 10] / 1000.0);
    }
}
