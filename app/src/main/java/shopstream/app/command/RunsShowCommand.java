package shopstream.app.command;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.DataDirectory;
import shopstream.app.Refusal;
import shopstream.app.scheduled.ShopWorks;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Nearest;
import shopstream.operations.schedules.Run;
import shopstream.operations.schedules.RunBook;
import shopstream.operations.schedules.RunJson;
import shopstream.operations.schedules.Schedule;

/** Shows one run. */
@Command(
        name = "show",
        header = {
            "Shows one run, with all that it said.",
            "",
            "Examples:",
            "  ./shopstream runs show lake-maintenance",
            "  ./shopstream runs show lake-maintenance --run 20261128T033000012Z",
            ""
        },
        description = "Whether or not the program runs. Exit code 0 also where the run has failed.",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
public final class RunsShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Which one, as ./shopstream runs list says; else the last.")
    private String id;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    RunsShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DataDirectory.requireOne(data.directory());
        RunBook book = new RunBook(data.directory().resolve(ShopWorks.RUNS), Clock.systemUTC());
        Run run = run(book).orElseThrow(() -> unknown(book.schedules()));
        if (asJson) {
            terminal.result(RunJson.full(run).toString());
            return 0;
        }
        terminal.result(
                run.schedule() + " " + run.id() + ": " + run.state().name().toLowerCase(Locale.ROOT));
        terminal.result("begun     " + KeptLake.second(run.begun()) + " UTC, attempt " + run.attempt());
        run.due().ifPresent(due -> terminal.result("due       " + KeptLake.second(due) + " UTC"));
        run.ended()
                .ifPresent(ended -> terminal.result(
                        "ended     " + KeptLake.second(ended) + " UTC, after " + RunsListCommand.took(run)));
        run.rows().ifPresent(rows -> terminal.result("rows      " + KeptLake.count(rows)));
        run.message().ifPresent(message -> terminal.result("because   " + message));
        run.retryAt().ifPresent(again -> terminal.result("again at  " + KeptLake.second(again) + " UTC"));
        run.log().forEach(line -> terminal.result(KeptLake.second(line.at()) + "  " + line.text()));
        return 0;
    }

    /** A name is also a folder: only what can be one is looked for. */
    private Optional<Run> run(RunBook book) {
        if (!Schedule.isName(name)) {
            return Optional.empty();
        }
        return id == null ? book.newest(name, 1).stream().findFirst() : book.run(name, id);
    }

    private Refusal unknown(List<String> names) {
        if (id != null && names.contains(name)) {
            return new Refusal(
                    name + " has no run " + id + ".", "./shopstream runs list --most 100 shows those that are kept.");
        }
        return new Refusal(
                "Nothing is known of runs of " + name + " in "
                        + data.directory().toAbsolutePath() + ".",
                Nearest.of(name, names)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse(
                                names.isEmpty()
                                        ? "Nothing has run there yet."
                                        : "There are: " + String.join(", ", names) + "."));
    }
}
