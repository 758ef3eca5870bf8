package shopstream.recommender.evaluation;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good one method was on held-back data, and what it cost.
 *
 * @param method its name, as people read it
 * @param metrics by name, such as {@code HR@20}, in the order in which they are shown
 * @param training how long it took to train, all of its stages together
 * @param modelBytes what the trained model holds in memory, counted from its arrays
 * @param predictionMicros one prediction on one thread, the median
 * @param predictionMicrosP90 the same, nine of ten are faster
 */
public record MethodFigures(
        String method,
        Map<String, Double> metrics,
        Duration training,
        long modelBytes,
        double predictionMicros,
        double predictionMicrosP90) {
    public MethodFigures {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
