package shopstream.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shopstream.app.terminal.Terminal;

/** Trains the recommender's model, now. */
@Command(
        name = "train",
        header = {
            "Trains the recommender on the shop's own past, and uses what comes of it if it is not worse.",
            "",
            "Examples:",
            "  ./shopstream train",
            "  ./shopstream train --data data --json",
            ""
        },
        description = {
            "Learns in which order to recommend from what visitors did and customers ordered, as the log has it: the newest"
                    + " million steps. The latest visits are kept back and judge what was learned, beside the model in use,"
                    + " the lists without anything learned, and what is popular: HR@20 is the share of what visitors turned to"
                    + " next that is among the first 20, MRR@20 says how far in front.",
            "",
            "A model that is not worse than the others is used from the next answer on; one that is, is kept and not used. The"
                    + " program that runs does it, in a process of its own that yields to everything else; see"
                    + " ./shopstream recommender for the versions, and ./shopstream runs for what was said."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", AskedRun.EXIT_CODES, AskedRun.MORE_EXIT_CODES})
public final class TrainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = "Print the run as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new AskedRun(terminal, data.directory(), Path.of("shop", "shop.yaml")).ofTraining(asJson);
    }
}
