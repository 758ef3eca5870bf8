package shopstream.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is of each mart, and the way back. */
@Command(
        name = "models",
        header = {
            "The editions of the marts, and the way back to an earlier one.",
            "",
            "Examples:",
            "  ./shopstream models list               what is shown, what is being rebuilt, what is kept",
            "  ./shopstream models rollback products  back to the figures before the change",
            ""
        },
        description = {
            "A model that was changed is rebuilt from the log at the next start, beside the one before, which goes on"
                    + " and is shown until the new one has caught up. The one before is kept for 24 hours, or for"
                    + " what `rebuild: keep-old:` in shop.yaml says."
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {ModelsListCommand.class, ModelsRollbackCommand.class})
public final class ModelsCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
