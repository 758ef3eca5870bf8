package shopstream.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.Refusal;
import shopstream.app.terminal.Terminal;
import shopstream.operations.schedules.Schedule;

/** Does a schedule's work now, and waits for its end. */
@Command(
        name = "run",
        header = {
            "Does scheduled work now, and waits until it has ended.",
            "",
            "Examples:",
            "  ./shopstream run lake-maintenance",
            "  ./shopstream run ratings-training --config my-shop/shop.yaml --json",
            ""
        },
        description = {
            "For schedulers of your own: leave out `cron:` of the schedule in shop.yaml, and it runs only when somebody"
                    + " asks. A program that runs on the data directory does the work; else this command does it. The run"
                    + " is written down either way, see ./shopstream runs.",
            "",
            "It is one attempt: the retries of shop.yaml are for times of the timetable."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", AskedRun.EXIT_CODES, AskedRun.MORE_EXIT_CODES})
public final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The schedule, as shop.yaml names it.")
    private String name;

    @Option(
            names = "--config",
            defaultValue = "shop/shop.yaml",
            paramLabel = "FILE",
            description = "The shop's configuration, where no program runs (default: ${DEFAULT-VALUE}).")
    private Path configuration;

    @Option(names = "--json", description = "Print the run as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Schedule.isName(name)) {
            throw new Refusal(
                    "'" + name + "' is no name of a schedule.",
                    "Name one that stands below `schedules:` in " + configuration + ".");
        }
        return new AskedRun(terminal, data.directory(), configuration).of(name, asJson);
    }
}
