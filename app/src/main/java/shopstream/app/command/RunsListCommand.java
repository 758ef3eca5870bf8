package shopstream.app.command;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shopstream.app.DataDirectory;
import shopstream.app.Refusal;
import shopstream.app.http.Json;
import shopstream.app.scheduled.ShopWorks;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;
import shopstream.operations.schedules.Run;
import shopstream.operations.schedules.RunBook;
import shopstream.operations.schedules.RunJson;

/** Lists runs of scheduled work. */
@Command(
        name = "list",
        header = {
            "Lists runs of scheduled work, the newest first.",
            "",
            "Examples:",
            "  ./shopstream runs list",
            "  ./shopstream runs list --most 50 --json",
            ""
        },
        description = "Whether or not the program runs. Exit code 0 also where runs have failed.",
        optionListHeading = "%nOptions:%n")
public final class RunsListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--most",
            defaultValue = "10",
            paramLabel = "COUNT",
            description = "So many of each schedule (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--json", description = "Print everything that is known, as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    RunsListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (most < 1) {
            throw new Refusal(most + " runs cannot be listed.", "Write a number from 1 on.");
        }
        DataDirectory.requireOne(data.directory());
        RunBook book = new RunBook(data.directory().resolve(ShopWorks.RUNS), Clock.systemUTC());
        List<Run> runs = book.schedules().stream()
                .flatMap(name -> book.newest(name, most).stream())
                .sorted(Comparator.comparing(Run::begun).reversed())
                .toList();
        if (asJson) {
            terminal.result(Json.text(runs.stream().map(RunJson::full).toList()));
            return 0;
        }
        TextTable table = new TextTable("SCHEDULE", "BEGUN (UTC)", "OUTCOME", "ATTEMPT", "ROWS", "TOOK", "RUN");
        for (Run run : runs) {
            table.row(
                    run.schedule(),
                    KeptLake.second(run.begun()),
                    run.state().name().toLowerCase(Locale.ROOT),
                    Integer.toString(run.attempt()),
                    run.rows().isPresent() ? KeptLake.count(run.rows().getAsLong()) : "",
                    took(run),
                    run.id());
        }
        table.lines().forEach(terminal::result);
        runs.stream()
                .filter(run -> run.retryAt()
                        .filter(Clock.systemUTC().instant()::isBefore)
                        .isPresent())
                .forEach(run -> terminal.say(run.schedule() + " is tried again at "
                        + KeptLake.second(run.retryAt().orElse(Instant.EPOCH)) + "."));
        return 0;
    }

    static String took(Run run) {
        return run.took()
                .map(took -> String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0))
                .orElse("");
    }
}
