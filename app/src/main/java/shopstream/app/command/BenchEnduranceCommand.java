package shopstream.app.command;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import shopstream.app.benchmark.Endurance;
import shopstream.app.terminal.Terminal;

/** Watches for an hour what should not grow. */
@Command(
        name = "endurance",
        header = {
            "Whether it stays as it is under a hundred times the demo's traffic.",
            "",
            "Examples:",
            "  ./shopstream bench endurance                an hour",
            "  ./shopstream bench endurance --minutes 15",
            ""
        },
        description = {
            "Looks every minute at memory by part, files, handles, threads and the time from a commit to the API, and fits"
                    + " a line to the second half of each.",
            "",
            "Prints a table and writes it into its section of docs/benchmarks.md. Exit code 0 when it could be measured"
                    + " to the end, 1 when it could not or, with --strict, when something grows."
        },
        optionListHeading = "%nOptions:%n")
public final class BenchEnduranceCommand implements Callable<Integer> {
    private static final int SAMPLES_AT_LEAST = 6;

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--minutes",
            defaultValue = "60",
            paramLabel = "MINUTES",
            description = "How long it takes (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--strict", description = "Fail when something grows.")
    private boolean strict;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The file whose section the table becomes (default: docs/benchmarks.md).")
    private Path file;

    BenchEnduranceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (minutes < SAMPLES_AT_LEAST) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes is " + minutes + "; a trend needs at least " + SAMPLES_AT_LEAST);
        }
        Endurance endurance = new Endurance(DemoShop.configuration(), DemoShop::variables, Clock.systemUTC(), terminal);
        Optional<Path> report = Optional.ofNullable(file).or(MeasuredIn::report);
        Endurance.Outcome outcome =
                endurance.run(Duration.ofMinutes(minutes), Duration.ofMinutes(1), MeasuredIn.directory(), report);
        outcome.lines().forEach(terminal::result);
        report.ifPresent(written -> terminal.say("Written to " + written));
        return strict && outcome.grows() ? RootCommand.WRONG : 0;
    }
}
