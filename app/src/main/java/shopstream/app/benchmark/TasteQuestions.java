package shopstream.app.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import shopstream.recommender.ScoredItems;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.Shortlist;
import shopstream.recommender.taste.Interactions;
import shopstream.recommender.taste.LearnedTaste;
import shopstream.recommender.taste.TasteAsker;
import shopstream.recommender.taste.TasteModel;
import shopstream.recommender.taste.TasteSettings;
import shopstream.recommender.taste.TasteTraining;
import shopstream.recommender.vectors.ExactVectors;
import shopstream.recommender.vectors.GraphVectors;
import shopstream.recommender.vectors.VectorIndex;

/**
 * Long-term taste as a shop has it in memory: how large it is, how long it takes to tell it from a history, and how much faster a
 * graph finds the nearest vectors than asking all of them, and how many of them.
 */
final class TasteQuestions implements Measurement {
    private static final double RECALL = 0.95;
    private static final int NEAREST = 10;
    private static final int PROPOSED = 100;
    private static final int TASTES = 4;
    private static final int OF_A_TASTE = 5;
    private static final int QUESTIONS = 2_000;
    private static final List<Integer> LENGTHS = List.of(5, 20, 100);

    private final WantedProducts products;
    private final int people;
    private final int repetitions;

    TasteQuestions(int products, int repetitions) {
        this.products = new WantedProducts(products);
        this.people = products;
        this.repetitions = repetitions;
    }

    @Override
    public String name() {
        return "taste";
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "Long-term taste of %,d people and %,d products", people, products.count());
    }

    @Override
    public List<Figure> measure() {
        Random random = new Random(1);
        int[][] histories = IntStream.range(0, people)
                .mapToObj(person -> history(TASTES * OF_A_TASTE, random))
                .toArray(int[][]::new);
        long begun = System.nanoTime();
        TasteTraining training = new TasteTraining(
                Interactions.of(histories, products.count()),
                TasteSettings.bounded(products.count(), people),
                words -> {});
        TasteModel model = training.whole(training.neighbours());
        double seconds = (System.nanoTime() - begun) / 1e9;
        String of = String.format(Locale.ROOT, "of %,d people and %,d products", people, products.count());
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.told("taste: learned on one thread, " + of, seconds, Unit.SECONDS),
                Figure.told("taste: in memory", model.bytes() / 1e6, Unit.MEGABYTES)));
        figures.addAll(asked(model, random));
        figures.addAll(searched(model, random));
        return figures;
    }

    /** Some things near each other, others elsewhere, as somebody with several tastes has them. */
    private int[] history(int length, Random random) {
        return IntStream.range(0, (length + OF_A_TASTE - 1) / OF_A_TASTE)
                .flatMap(taste -> Arrays.stream(products.visit(OF_A_TASTE, random)))
                .distinct()
                .toArray();
    }

    private List<Figure> asked(TasteModel model, Random random) {
        ItemIndex items = new ItemIndex();
        IntStream.range(0, products.count()).forEach(product -> items.add("P" + product));
        TasteAsker asker = new LearnedTaste(items, model).numbered(items::index).asker();
        Shortlist best = new Shortlist(PROPOSED);
        List<Figure> figures = new ArrayList<>();
        for (int length : LENGTHS) {
            List<int[]> questions = questions(length, random);
            Sample micros = rounds(questions, question -> asker.best(question, best));
            figures.add(Figure.told(
                            "taste: the " + PROPOSED + " best for a history of " + length + ", p50",
                            micros.median(),
                            Unit.MICROSECONDS)
                    .against("p99 " + Unit.MICROSECONDS.text(micros.percentile(0.99))));
        }
        return figures;
    }

    private List<int[]> questions(int length, Random random) {
        return IntStream.range(0, QUESTIONS)
                .mapToObj(question -> history(length, random))
                .toList();
    }

    /** The last of several rounds: before, Java compiles. */
    private Sample rounds(List<int[]> questions, Consumer<int[]> asked) {
        Sample micros = Timed.micros(questions, asked);
        for (int round = 0; round < repetitions; round++) {
            micros = Timed.micros(questions, asked);
        }
        return micros;
    }

    private List<Figure> searched(TasteModel model, Random random) {
        float[] vectors = model.itemVectors();
        VectorIndex exact = new ExactVectors(vectors, model.width());
        long begun = System.nanoTime();
        VectorIndex graph = new GraphVectors(vectors, model.width());
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<float[]> asked = questions(LENGTHS.get(1), random).stream()
                .map(model::userVector)
                .toList();
        double found = asked.stream()
                .mapToDouble(vector -> share(exact, graph, vector))
                .average()
                .orElseThrow();
        Sample ofAll = Timed.micros(asked, vector -> exact.nearest(vector, NEAREST));
        Sample ofGraph = Timed.micros(asked, vector -> graph.nearest(vector, NEAREST));
        String of = String.format(Locale.ROOT, "%,d of %d numbers", products.count(), model.width());
        return List.of(
                Figure.atLeast(
                        RECALL,
                        "vectors: of the " + NEAREST + " nearest among " + of + ", found by the graph",
                        found,
                        Unit.SHARE),
                Figure.told("vectors: asking the graph, p50", ofGraph.median(), Unit.MICROSECONDS)
                        .against(Limit.all(
                                "asking all " + Unit.MICROSECONDS.text(ofAll.median()),
                                "the graph is built in " + Unit.SECONDS.text(seconds))));
    }

    private static double share(VectorIndex exact, VectorIndex graph, float[] vector) {
        Set<Integer> nearest = items(exact.nearest(vector, NEAREST));
        Set<Integer> found = items(graph.nearest(vector, NEAREST));
        return nearest.stream().filter(found::contains).count() / (double) nearest.size();
    }

    private static Set<Integer> items(ScoredItems scored) {
        Set<Integer> items = new HashSet<>();
        Arrays.stream(scored.items(), 0, scored.size()).forEach(items::add);
        return items;
    }
}
