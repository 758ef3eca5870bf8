package shopstream.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The platform held against what is asked of it. */
@Command(
        name = "bench",
        header = {
            "How fast it is here, and whether its figures survive every crash.",
            "",
            "Examples:",
            "  ./shopstream bench sales               how fast it is; takes more than an hour",
            "  ./shopstream bench sales --quick       small sizes, to see that it works",
            "  ./shopstream bench lake                how fast the lake is written, and training sets are built",
            "  ./shopstream bench recommend           from a click to the recommendations that know it",
            "  ./shopstream bench crashes --kills 20  kills it and its database, and compares every figure",
            "  ./shopstream bench endurance           an hour at a hundred times the demo's traffic",
            ""
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {
            BenchSalesCommand.class,
            BenchLakeCommand.class,
            BenchRecommendCommand.class,
            BenchCrashesCommand.class,
            BenchEnduranceCommand.class
        })
public final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
