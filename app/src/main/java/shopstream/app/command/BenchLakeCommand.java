package shopstream.app.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shopstream.app.benchmark.BenchmarkOutcome;
import shopstream.app.benchmark.LakeBenchmark;
import shopstream.app.terminal.Terminal;

/** Measures the lake and the training sets against what is asked of them. */
@Command(
        name = "lake",
        header = {
            "How fast the lake is written and training sets are built, against their parts alone and Apache Spark.",
            "",
            "Examples:",
            "  ./shopstream bench lake                  everything; about twenty minutes",
            "  ./shopstream bench lake --quick          small sizes, to see that it works",
            "  ./shopstream bench lake --only building  some of it",
            "  mvn -P spark -pl spark package           before it, so that Spark is measured too",
            ""
        },
        description = {
            "Writing: clicks and changed rows at once, from a real log into a lake. Building: a training set of ten million"
                    + " ratings with a million customers and a hundred thousand products, and the same in Spark. Use a"
                    + " machine on which nothing else runs.",
            "",
            "Prints a table and, unless it is --quick, writes it into its section of docs/benchmarks.md. Exit code 0 when"
                    + " everything could be measured, 1 when something could not or, with --strict, when a figure"
                    + " misses what is asked."
        },
        optionListHeading = "%nOptions:%n")
public final class BenchLakeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Some of: writing, building.")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "Small sizes, to see that it works; its figures say little.")
    private boolean quick;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "How often each is measured; the median stands (default: 3, and 1 for --quick).")
    private Integer repetitions;

    @Option(names = "--strict", description = "Fail when a figure misses what is asked.")
    private boolean strict;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The file whose section the table becomes (default: docs/benchmarks.md; none for --quick).")
    private Path file;

    BenchLakeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Set<String> names = new LinkedHashSet<>(only.isEmpty() ? LakeBenchmark.NAMES : only);
        MeasuredIn.requireKnown(names, LakeBenchmark.NAMES, spec.commandLine());
        Path shop = DemoShop.configuration().toAbsolutePath().getParent();
        LakeBenchmark benchmark = new LakeBenchmark(shop, shop.getParent(), Clock.systemUTC(), terminal);
        Optional<Path> report = Optional.ofNullable(file).or(() -> quick ? Optional.empty() : MeasuredIn.report());
        BenchmarkOutcome outcome = benchmark.run(names, quick, repetitions(), MeasuredIn.directory(), report);
        outcome.lines().forEach(terminal::result);
        report.ifPresent(written -> terminal.say("Written to " + written));
        return outcome.complete() && !(strict && outcome.missed()) ? 0 : RootCommand.WRONG;
    }

    private int repetitions() {
        if (repetitions != null && repetitions < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--repetitions is " + repetitions + "; it must be at least 1");
        }
        return repetitions != null ? repetitions : LakeBenchmark.repetitions(quick);
    }
}
