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
import shopstream.app.benchmark.RecommendBenchmark;
import shopstream.app.terminal.Terminal;

/** Measures the way from a click to recommendations against what is asked of it. */
@Command(
        name = "recommend",
        header = {
            "How fast it is from a click to the recommendations that know it, against its parts alone.",
            "",
            "Examples:",
            "  ./shopstream bench recommend                   everything",
            "  ./shopstream bench recommend --quick           small sizes, to see that it works",
            "  ./shopstream bench recommend --only collector  some of it",
            ""
        },
        description = {
            "Collector: events over HTTP, checked and durable in the log before the answer, beside the log's producer alone"
                    + " with the same records. Answers: from a click to recommendations that know it, and requests for"
                    + " recommendations of very many visitors and products. Profiles: the events of a log folded by the job"
                    + " that publishes profiles. Memory: of a million profiles. Sessions: what comes next in one, beside"
                    + " Serenade's method. Taste: what somebody likes in the long run, and searching vectors by a graph beside"
                    + " asking all of them. Use a machine on which nothing else runs.",
            "",
            "Prints a table and, unless it is --quick, writes it into its section of docs/benchmarks.md. Exit code 0 when"
                    + " everything could be measured, 1 when something could not or, with --strict, when a figure"
                    + " misses what is asked."
        },
        optionListHeading = "%nOptions:%n")
public final class BenchRecommendCommand implements Callable<Integer> {
    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Some of: collector, answers, profiles, memory, sessions, taste.")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "Small sizes, to see that it works; its figures say little.")
    private boolean quick;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "How often each is measured; the median stands (default: 3, and 1 for --quick).")
    private Integer repetitions;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "How many events profiles are folded of (default: 2000000, and 50000 for --quick).")
    private Integer events;

    @Option(names = "--strict", description = "Fail when a figure misses what is asked.")
    private boolean strict;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The file whose section the table becomes (default: docs/benchmarks.md; none for --quick).")
    private Path file;

    BenchRecommendCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Set<String> names = new LinkedHashSet<>(only.isEmpty() ? RecommendBenchmark.NAMES : only);
        MeasuredIn.requireKnown(names, RecommendBenchmark.NAMES, spec.commandLine());
        Path shop = DemoShop.configuration().toAbsolutePath().getParent();
        RecommendBenchmark benchmark = new RecommendBenchmark(shop, Clock.systemUTC(), terminal);
        Optional<Path> report = Optional.ofNullable(file).or(() -> quick ? Optional.empty() : MeasuredIn.report());
        BenchmarkOutcome outcome = benchmark.run(names, quick, events(), repetitions(), MeasuredIn.directory(), report);
        outcome.lines().forEach(terminal::result);
        report.ifPresent(written -> terminal.say("Written to " + written));
        return outcome.complete() && !(strict && outcome.missed()) ? 0 : RootCommand.WRONG;
    }

    private int events() {
        if (events != null && events < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--events is " + events + "; it must be at least 1");
        }
        return events != null ? events : RecommendBenchmark.events(quick);
    }

    private int repetitions() {
        if (repetitions != null && repetitions < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--repetitions is " + repetitions + "; it must be at least 1");
        }
        return repetitions != null ? repetitions : RecommendBenchmark.repetitions(quick);
    }
}
