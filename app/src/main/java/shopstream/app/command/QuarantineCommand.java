package shopstream.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What was rejected. */
@Command(
        name = "quarantine",
        header = {
            "Rows and events that were rejected by their contracts: why, and what was in them.",
            "",
            "Examples:",
            "  ./shopstream quarantine list                     by cause, with the values that were wrong",
            "  ./shopstream quarantine list --records --dataset products",
            "                                                   one by one, the newest first",
            "  ./shopstream quarantine show 17                  all of one",
            ""
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {QuarantineListCommand.class, QuarantineShowCommand.class})
public final class QuarantineCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
