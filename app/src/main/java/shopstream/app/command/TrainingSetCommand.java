package shopstream.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Training sets from the lake. */
@Command(
        name = "training-set",
        header = {
            "Training sets: files made by SQL from the lake, as it was known at one moment.",
            "",
            "Examples:",
            "  ./shopstream training-set list",
            "  ./shopstream training-set build ratings_ml_training",
            "  ./shopstream training-set build product_features --as-of 2026-11-01T00:00:00Z",
            ""
        },
        description = "A set is a SELECT in shop/training/NAME.sql and the description of its columns beside it.",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {TrainingSetListCommand.class, TrainingSetBuildCommand.class})
public final class TrainingSetCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
