package shopstream.app.benchmark;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.yaml.Problems;

/** Everything that is measured of the lake and the training sets. */
public final class LakeBenchmark {
    /** The names by which measurements are asked for. */
    public static final List<String> NAMES = List.of("writing", "building");

    private static final int REPETITIONS = 3;

    private final Path shop;
    private final Path home;
    private final Clock clock;
    private final Terminal terminal;

    /**
     * @param shop the folder with contracts and training sets
     * @param home of this program's sources, where Spark is found if it was built
     */
    public LakeBenchmark(Path shop, Path home, Clock clock, Terminal terminal) {
        this.shop = shop;
        this.home = home;
        this.clock = clock;
        this.terminal = terminal;
    }

    /**
     * Measures, telling what is done, and writes the table.
     *
     * @param only names of what is measured
     * @param quick small, to see that everything works; the figures say little
     * @param repetitions of each measurement, of which the median stands
     * @param directory where everything is kept meanwhile; its own, deleted in the end
     * @param report the Markdown file whose section the table becomes, if any; what is not measured now keeps its rows
     */
    public BenchmarkOutcome run(
            Set<String> only, boolean quick, int repetitions, Path directory, Optional<Path> report) {
        Problems problems = new Problems();
        List<Contract> contracts = ContractFiles.read(shop.resolve("contracts"), problems);
        problems.orThrow();
        LakeSizes sizes = (quick ? LakeSizes.quick() : LakeSizes.full()).times(repetitions);
        BenchmarkRun run = new BenchmarkRun("lake", NAMES, terminal);
        Surroundings before = Surroundings.now(clock);
        try (ScratchDirectory scratch = new ScratchDirectory(directory)) {
            List<Measurement> measurements = List.of(
                    new LakeWriting(contracts, scratch.of("writing"), sizes, clock),
                    new TrainingSetBuilding(shop, contracts, scratch.of("building"), sizes, new SparkAlone(home)));
            return run.table(run.measure(measurements, only), before, options(quick, repetitions), only, report);
        }
    }

    /** How often each is measured where nothing else is asked for. */
    public static int repetitions(boolean quick) {
        return quick ? 1 : REPETITIONS;
    }

    private static String options(boolean quick, int repetitions) {
        return (quick ? " --quick" : "") + (repetitions == repetitions(quick) ? "" : " --repetitions " + repetitions);
    }
}
