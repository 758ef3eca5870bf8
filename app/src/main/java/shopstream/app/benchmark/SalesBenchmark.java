package shopstream.app.benchmark;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import shopstream.app.terminal.Step;
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

    /** What came of it. @param complete whether everything that was asked for could be measured */
    public record Outcome(List<String> lines, boolean complete, boolean missed) {}

    /**
     * Measures, telling what is done, and writes the table.
     *
     * @param only names of what is measured
     * @param directory where everything is kept meanwhile; its own, deleted in the end
     * @param report the Markdown file whose section the table becomes, if any; what is not measured now keeps its rows
     */
    public Outcome run(Set<String> only, BenchmarkSize size, Path directory, Optional<Path> report) {
        Sizes sizes = size.sizes();
        List<Figure> figures = new ArrayList<>();
        boolean complete = true;
        // Before anything is started: the load that is named is that of others.
        Surroundings before = Surroundings.now(clock);
        Surroundings surroundings;
        try (Shops shops = new Shops(directory, configuration, variables)) {
            for (Measurement measurement : measurements(shops, sizes)) {
                if (only.contains(measurement.name())) {
                    complete &= measure(measurement, figures);
                }
            }
            surroundings = before.with(shops.databaseVersion());
        }
        ResultTable table = new ResultTable(figures);
        report.map(file -> new ResultSection(file, "sales"))
                .ifPresent(section -> write(section, table, surroundings, size, only));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(surroundings.sentence());
        return new Outcome(lines, complete, table.missed());
    }

    private boolean measure(Measurement measurement, List<Figure> figures) {
        try (Step step = terminal.step(measurement.title())) {
            figures.addAll(measurement.measure());
            step.done();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            String why = Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
            terminal.complain("Not measured: " + measurement.title() + ". " + why);
            figures.add(Figure.told(measurement.name() + ": everything", "not measured: " + why));
            return false;
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

    private static void write(
            ResultSection section, ResultTable table, Surroundings surroundings, BenchmarkSize size, Set<String> only) {
        List<String> others =
                NAMES.stream().filter(name -> !only.contains(name)).toList();
        List<String> earlier = section.rowsOf(others);
        String command = "    ./shopstream bench sales" + size.options()
                + (others.isEmpty() ? "" : " --only " + String.join(",", only));
        String note = earlier.isEmpty()
                ? ""
                : " Lines of what was not measured then (" + String.join(", ", others) + ") are of earlier runs.";
        section.write(command + "\n\n" + surroundings.sentence() + note + "\n\n" + table.markdown(earlier));
    }
}
