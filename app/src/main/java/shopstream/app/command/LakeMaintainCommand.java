package shopstream.app.command;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shopstream.app.Refusal;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;
import shopstream.lake.Lake;
import shopstream.lake.Maintenance;
import shopstream.lake.Maintenance.Keeping;

/** Maintains the lake, now. */
@Command(
        name = "maintain",
        header = {
            "Puts small files together, lets old states go, removes lost files.",
            "",
            "Examples:",
            "  ./shopstream lake maintain",
            "  ./shopstream lake maintain --keep-days 1",
            ""
        },
        description = {
            "No row is lost: every version of every row is in the newest state. While the program runs it does this"
                    + " itself, as `schedules:` in shop.yaml says; doing it beside it is safe."
        },
        optionListHeading = "%nOptions:%n")
public final class LakeMaintainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--keep-days",
            defaultValue = "7",
            paramLabel = "DAYS",
            description = "How long states stay that training sets were built from (default: ${DEFAULT-VALUE}).")
    private int keepDays;

    @Option(
            names = "--keep-hours",
            defaultValue = "1",
            paramLabel = "HOURS",
            description = "How long all others stay, but the last ten (default: ${DEFAULT-VALUE}).")
    private int keepHours;

    @Mixin
    private DataOption data;

    LakeMaintainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (keepDays < 0 || keepHours < 0) {
            throw new Refusal(
                    "States cannot be kept for " + (keepDays < 0 ? keepDays + " days." : keepHours + " hours."),
                    "Write a number from 0 on.");
        }
        Keeping keeping = new Keeping(Duration.ofHours(keepHours), Duration.ofDays(keepDays), Keeping.USUAL.lost());
        Maintenance maintenance = new Maintenance(keeping, Clock.systemUTC());
        try (Lake lake = KeptLake.of(data.directory());
                Step step = terminal.step("Lake maintained")) {
            TextTable table = new TextTable("TABLE", "FILES FEWER", "STATES LET GO", "LOST FILES REMOVED");
            for (Maintenance.Done done : maintenance.run(lake)) {
                table.row(
                        done.dataset(),
                        KeptLake.count(done.filesFewer()),
                        KeptLake.count(done.statesFewer()),
                        KeptLake.count(done.orphans()));
            }
            table.lines().forEach(terminal::result);
            step.done();
        }
        return 0;
    }
}
