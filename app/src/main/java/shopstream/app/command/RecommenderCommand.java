package shopstream.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The versions of the recommender's model, and the way back. */
@Command(
        name = "recommender",
        header = {
            "The versions of the recommender's model, and the way back to an earlier one.",
            "",
            "Examples:",
            "  ./shopstream recommender list      what was trained, from what, and how good each is",
            "  ./shopstream recommender rollback  back to the version before",
            ""
        },
        description = "./shopstream train makes another version, and so does a schedule in shop.yaml.",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {RecommenderListCommand.class, RecommenderRollbackCommand.class})
public final class RecommenderCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
