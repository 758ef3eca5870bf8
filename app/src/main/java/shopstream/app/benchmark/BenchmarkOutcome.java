package shopstream.app.benchmark;

import java.util.List;

/**
 * What came of a benchmark.
 *
 * @param lines for people
 * @param complete whether everything that was asked for could be measured
 * @param missed whether a figure is not what is asked
 */
public record BenchmarkOutcome(List<String> lines, boolean complete, boolean missed) {
    public BenchmarkOutcome {
        lines = List.copyOf(lines);
    }
}
