package shopstream.app.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.NeighbourSessions;
import shopstream.recommender.sessions.PairParameters;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.SessionMethod;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Sessions;
import shopstream.recommender.sessions.Shortlist;
import shopstream.recommender.sessions.Walk;

/**
 * How long it takes to tell from a session's products which come next: by each of the lists that are kept up live, and beside them by
 * Serenade's method on the same sessions. On one thread, without HTTP, rules or ranking.
 */
final class SessionPrediction implements Measurement {
    /** Of its answers at 90 %, as its authors published it for a shop of their own (SIGMOD 2022). */
    private static final String SERENADE = "as published, of other sessions on another machine, 66 µs";

    private static final int SESSIONS_OF_A_PRODUCT = 5;
    private static final int LONGEST = 12;
    private static final int QUESTIONS = 20_000;
    private static final int WANTED = 20;

    private final WantedProducts products;
    private final int repetitions;

    SessionPrediction(int products, int repetitions) {
        this.products = new WantedProducts(products);
        this.repetitions = repetitions;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "What comes next in a session, of %,d products", products.count());
    }

    @Override
    public List<Figure> measure() {
        Random random = new Random(1);
        Sessions.Builder building = Sessions.builder();
        for (int session = 0; session < products.count() * SESSIONS_OF_A_PRODUCT; session++) {
            building.add(products.visit(2 + random.nextInt(LONGEST), random));
        }
        Sessions sessions = building.build();
        List<int[]> questions = new ArrayList<>();
        for (int question = 0; question < QUESTIONS; question++) {
            questions.add(products.visit(1 + random.nextInt(LONGEST), random));
        }
        PairWeights together = PairWeights.of(sessions, PairParameters.TOGETHER);
        double serenade = micros(NeighbourSessions.of(sessions), questions);
        String beside = "Serenade's VMIS-kNN, our own of it, " + Unit.MICROSECONDS.text(serenade) + "; " + SERENADE;
        return List.of(
                figure(
                                "the list of what comes next",
                                ItemToItem.next(PairWeights.of(sessions, PairParameters.NEXT)),
                                questions)
                        .against(beside),
                figure("the list of what goes together", ItemToItem.together(together), questions),
                figure("the walk along what goes together", Walk.along(together), questions));
    }

    private Figure figure(String what, SessionMethod method, List<int[]> questions) {
        return Figure.told(
                String.format(
                        Locale.ROOT,
                        "sessions: %s, %,d products, %,d sessions, p90",
                        what,
                        products.count(),
                        products.count() * SESSIONS_OF_A_PRODUCT),
                micros(method, questions),
                Unit.MICROSECONDS);
    }

    /** At 90 %, the median of several rounds, behind one in which Java compiles. */
    private double micros(SessionMethod method, List<int[]> questions) {
        SessionScorer scorer = method.scorer();
        Shortlist into = new Shortlist(WANTED);
        Timed.micros(questions, question -> scorer.best(question, into));
        double[] rounds = new double[repetitions];
        for (int round = 0; round < repetitions; round++) {
            rounds[round] = Timed.micros(questions, question -> scorer.best(question, into))
                    .percentile(0.9);
        }
        return Sample.of(rounds).median();
    }
}
