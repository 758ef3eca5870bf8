package shopstream.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What has run. */
@Command(
        name = "runs",
        header = {
            "Runs of scheduled work, whoever began them.",
            "",
            "Examples:",
            "  ./shopstream runs list                   the newest of each schedule",
            "  ./shopstream runs show lake-maintenance  the last one, with all that it said",
            ""
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {RunsListCommand.class, RunsShowCommand.class})
public final class RunsCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
