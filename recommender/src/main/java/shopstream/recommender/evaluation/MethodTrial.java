package shopstream.recommender.evaluation;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import shopstream.recommender.sessions.SessionMethod;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Shortlist;

/** One method asked all questions, on one thread: how often it was right, and how quick. */
final class MethodTrial {
    private static final int CUT = 20;

    /** Questions asked before time is taken, since the JVM compiles what is asked often. */
    private static final int WARMING_UP = 3_000;

    private MethodTrial() {}

    /** @param most if there are more questions, so many of them, evenly */
    static MethodFigures figures(SessionMethod method, TestPairs pairs, int most, Duration training) {
        SessionScorer scorer = method.scorer();
        var answer = new Shortlist(CUT);
        for (int n = 0; n < Math.min(WARMING_UP, most); n++) {
            scorer.best(pairs.session(n % pairs.size()), answer);
        }
        int step = 1 + (pairs.size() - 1) / most;
        long[] nanos = new long[(pairs.size() + step - 1) / step];
        int hits = 0;
        double reciprocals = 0;
        for (int n = 0; n < nanos.length; n++) {
            int[] session = pairs.session(n * step);
            long start = System.nanoTime();
            scorer.best(session, answer);
            nanos[n] = System.nanoTime() - start;
            int rank = answer.rank(pairs.next(n * step));
            if (rank >= 0) {
                hits++;
                reciprocals += 1.0 / (rank + 1);
            }
        }
        Arrays.sort(nanos);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("HR@" + CUT, (double) hits / nanos.length);
        metrics.put("MRR@" + CUT, reciprocals / nanos.length);
        String name = step == 1 ? method.name() : method.name() + " (" + nanos.length + " questions)";
        return new MethodFigures(name, metrics, training, method.bytes(), micros(nanos, 50), micros(nanos, 90));
    }

    private static double micros(long[] sorted, int percentile) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)] / 1e3;
    }
}
