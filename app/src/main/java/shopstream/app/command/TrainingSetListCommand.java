package shopstream.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.training.TrainingFiles;
import shopstream.warehouse.training.TrainingSet;

/** Lists the training sets that a shop declares. */
@Command(
        name = "list",
        header = {"The training sets that the shop declares.", "", "Example:", "  ./shopstream training-set list", ""},
        optionListHeading = "%nOptions:%n")
public final class TrainingSetListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--shop",
            defaultValue = "shop",
            paramLabel = "DIR",
            description = "The folder with the folder training (default: ${DEFAULT-VALUE}).")
    private Path shop;

    TrainingSetListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        var sets = TrainingFiles.read(shop.resolve("training"), problems);
        problems.orThrow();
        TextTable table = new TextTable("SET", "COLUMNS", "WHAT IT IS");
        for (TrainingSet set : sets) {
            table.row(set.name(), KeptLake.count(set.columns().size()), set.description());
        }
        table.lines().forEach(terminal::result);
        return 0;
    }
}
