package shopstream.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shopstream.app.http.Json;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.training.TrainingFiles;
import shopstream.warehouse.training.TrainingSet;

/** Lists the training sets that a shop declares. */
@Command(
        name = "list",
        header = {
            "The training sets that the shop declares.",
            "",
            "Examples:",
            "  ./shopstream training-set list",
            "  ./shopstream training-set list --shop my-shop --json",
            ""
        },
        optionListHeading = "%nOptions:%n")
public final class TrainingSetListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--shop",
            defaultValue = "shop",
            paramLabel = "DIR",
            description = "The folder with the folder training (default: ${DEFAULT-VALUE}).")
    private Path shop;

    @Option(names = "--json", description = "Print everything that is known, as JSON.")
    private boolean asJson;

    TrainingSetListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        var sets = TrainingFiles.read(shop.resolve("training"), problems);
        problems.orThrow();
        if (asJson) {
            terminal.result(
                    Json.text(sets.stream().map(TrainingSetListCommand::json).toList()));
            return 0;
        }
        TextTable table = new TextTable("SET", "COLUMNS", "WHAT IT IS");
        for (TrainingSet set : sets) {
            table.row(set.name(), KeptLake.count(set.columns().size()), set.description());
        }
        table.lines().forEach(terminal::result);
        return 0;
    }

    private static Map<String, Object> json(TrainingSet set) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", set.name());
        json.put("description", set.description());
        json.put("columns", set.columns());
        json.put("key", set.key());
        json.put("partitions", set.partitions());
        json.put("compression", set.compression());
        json.put("sql", set.sql());
        return json;
    }
}
