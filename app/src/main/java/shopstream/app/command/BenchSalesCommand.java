package shopstream.app.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import shopstream.app.benchmark.BenchmarkOutcome;
import shopstream.app.benchmark.BenchmarkSize;
import shopstream.app.benchmark.SalesBenchmark;
import shopstream.app.terminal.Terminal;

/** Measures the platform against what is asked of it. */
@Command(
        name = "sales",
        header = {
            "How fast it is, measured against what is asked of it and against its parts alone.",
            "",
            "Examples:",
            "  ./shopstream bench sales                            everything; takes more than an hour",
            "  ./shopstream bench sales --quick                    small sizes, to see that it works",
            "  ./shopstream bench sales --only freshness,snapshot  some of it",
            ""
        },
        description = {
            "Measures starts, freshness (from a commit to the API) with the demo's traffic, the first snapshot, memory,"
                    + " freshness under load, sustained changes and the page's queries. Starts its own databases and"
                    + " platforms; what is measured runs in a process of its own. Use a machine on which nothing else"
                    + " runs.",
            "",
            "Prints a table and, unless it is --quick, writes it into its section of docs/benchmarks.md. Exit code 0 when"
                    + " everything could be measured, 1 when something could not or, with --strict, when a figure"
                    + " misses what is asked."
        },
        optionListHeading = "%nOptions:%n")
public final class BenchSalesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Some of: starts, freshness, snapshot, memory, load, sustained, queries.")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "Small sizes, to see that it works; its figures say little.")
    private boolean quick;

    @Option(
            names = "--history-days",
            paramLabel = "DAYS",
            description = "Measure everything on a shop with so many days of orders (default: 60, and 395 of a busier"
                    + " shop for the queries).")
    private Integer historyDays;

    @Option(names = "--strict", description = "Fail when a figure misses what is asked.")
    private boolean strict;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The file whose section the table becomes (default: docs/benchmarks.md; none for --quick).")
    private Path file;

    BenchSalesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Set<String> names = new LinkedHashSet<>(only.isEmpty() ? SalesBenchmark.NAMES : only);
        MeasuredIn.requireKnown(names, SalesBenchmark.NAMES, spec.commandLine());
        if (historyDays != null && (historyDays < 1 || historyDays > 800)) {
            throw wrong("--history-days is " + historyDays + "; it must be between 1 and 800");
        }
        SalesBenchmark benchmark =
                new SalesBenchmark(DemoShop.configuration(), DemoShop::variables, Clock.systemUTC(), terminal);
        OptionalInt days = historyDays == null ? OptionalInt.empty() : OptionalInt.of(historyDays);
        Optional<Path> report = Optional.ofNullable(file).or(() -> quick ? Optional.empty() : MeasuredIn.report());
        BenchmarkOutcome outcome = benchmark.run(names, new BenchmarkSize(quick, days), MeasuredIn.directory(), report);
        outcome.lines().forEach(terminal::result);
        report.ifPresent(written -> terminal.say("Written to " + written));
        return outcome.complete() && !(strict && outcome.missed()) ? 0 : RootCommand.WRONG;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
