package shopstream.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shopstream.app.Refusal;
import shopstream.app.terminal.Terminal;
import shopstream.lake.Maintenance.Keeping;

/** Maintains the lake, now. */
@Command(
        name = "maintain",
        header = {
            "Puts small files together, lets old states go, removes lost files.",
            "",
            "Examples:",
            "  ./shopstream lake maintain",
            "  ./shopstream lake maintain --keep-days 1 --config my-shop/shop.yaml",
            ""
        },
        description = {
            "No row is lost: every version of every row is in the newest state. It is the maintenance that `schedules:` in"
                    + " shop.yaml names, done now: by the program that runs, or by this command, and never twice at once."
                    + " The run is written down, see ./shopstream runs.",
            "",
            "States stay as long as shop.yaml says. With --keep-days or --keep-hours this command does it itself, beside a"
                    + " program that runs, which is safe."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", AskedRun.EXIT_CODES, AskedRun.MORE_EXIT_CODES})
public final class LakeMaintainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--config",
            defaultValue = "shop/shop.yaml",
            paramLabel = "FILE",
            description = "The shop's configuration, where no program runs (default: ${DEFAULT-VALUE}).")
    private Path configuration;

    @Option(
            names = "--keep-days",
            paramLabel = "DAYS",
            description =
                    "How long states stay that training sets were built from (default: `keep-states` of shop.yaml).")
    private Integer keepDays;

    @Option(
            names = "--keep-hours",
            paramLabel = "HOURS",
            description = "How long all others stay, but the last ten (default: `keep-all-states` of shop.yaml).")
    private Integer keepHours;

    @Option(names = "--json", description = "Print the run as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    LakeMaintainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireSome(keepDays, "days");
        requireSome(keepHours, "hours");
        AskedRun asked = new AskedRun(terminal, data.directory(), configuration);
        return keepDays == null && keepHours == null
                ? asked.ofMaintenance(asJson)
                : asked.ofMaintenance(this::chosen, asJson);
    }

    private static void requireSome(Integer number, String unit) {
        if (number != null && number < 0) {
            throw new Refusal("States cannot be kept for " + number + " " + unit + ".", "Write a number from 0 on.");
        }
    }

    private Keeping chosen(Keeping configured) {
        return new Keeping(
                keepHours == null ? configured.every() : Duration.ofHours(keepHours),
                keepDays == null ? configured.builtFrom() : Duration.ofDays(keepDays),
                configured.lost());
    }
}
