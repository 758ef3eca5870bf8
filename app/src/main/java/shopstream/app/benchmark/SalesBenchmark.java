package shopstream.app.benchmark;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import shopstream.app.terminal.Terminal;
import shopstream.demo.SampleDatabase;
import shopstream.demo.ShopPlan;

/** Everything that is measured of the sales dashboard, in the order in which one needs what the one before has made. */
public final class SalesBenchmark {
    /** The names by which measurements are asked for. */
    public static final List<String> NAMES =
            List.of("starts", "freshness", "snapshot", "memory", "load", "sustained", "queries");

    private static final double ORDINARY_MEGABYTES = 2_500;
    private static final double LARGE_MEGABYTES = 4_000;

    private final Path configuration;
    private final Function<SampleDatabase, Map<String, String>> variables;
    private final Clock clock;
    private final Terminal terminal;

    /**
     * @param configuration of the shop that is measured
     * @param variables what it takes from the environment, for a database
     */
    public SalesBenchmark(
            Path configuration,
            Function<SampleDatabase, Map<String, String>> variables,
            Clock clock,
            Terminal terminal) {
        this.configuration = configuration;
        this.variables = variables;
        this.clock = clock;
        this.terminal = terminal;
    }

    /**
     * Measures, telling what is done, and writes the table.
     *
     * @param only names of what is measured
     * @param directory where everything is kept meanwhile; its own, deleted in the end
     * @param report the Markdown file whose section the table becomes, if any; what is not measured now keeps its rows
     */
    public BenchmarkOutcome run(Set<String> only, BenchmarkSize size, Path directory, Optional<Path> report) {
        BenchmarkRun run = new BenchmarkRun("sales", NAMES, terminal);
        // Before anything is started: the load that is named is that of others.
        Surroundings before = Surroundings.now(clock);
        try (Shops shops = new Shops(directory, configuration, variables)) {
            BenchmarkRun.Measured measured = run.measure(measurements(shops, size.sizes()), only);
            return run.table(measured, before.with(shops.databaseVersion()), size.options(), only, report);
        }
    }

    private static List<Measurement> measurements(Shops shops, Sizes sizes) {
        ShopPlan ordinary = sizes.ordinary();
        ShopPlan large = sizes.large();
        // What changes many rows comes after what is measured on the data as the demo has it.
        List<Measurement> all = new ArrayList<>(List.of(
                new Starts(shops, sizes),
                new Freshness(shops, sizes),
                new FirstSnapshot(shops, sizes),
                new ResidentMemory(shops, sizes, ordinary, ORDINARY_MEGABYTES),
                new FreshnessUnderLoad(shops, sizes),
                new SustainedChanges(shops, sizes),
                new PageQueries(shops, sizes)));
        if (!large.equals(ordinary)) {
            all.add(new ResidentMemory(shops, sizes, large, LARGE_MEGABYTES));
        }
        return all;
    }
}
