package shopstream.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.http.Json;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;

/** Lists the states of one table. */
@Command(
        name = "history",
        header = {
            "The states of a table, the newest last.",
            "",
            "Examples:",
            "  ./shopstream lake history orders",
            "  ./shopstream lake history orders --json",
            ""
        },
        description = "Each can be read until maintenance lets it go.",
        optionListHeading = "%nOptions:%n")
public final class LakeHistoryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DATASET", description = "As its contract names it.")
    private String dataset;

    @Option(names = "--json", description = "Print everything that is known, as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    LakeHistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Lake lake = KeptLake.of(data.directory())) {
            List<HistoryTable.State> states = KeptLake.history(lake, dataset).states();
            if (asJson) {
                terminal.result(Json.text(states.stream().map(LakeJson::state).toList()));
                return 0;
            }
            TextTable table = new TextTable("STATE", "COMMITTED (UTC)", "BY", "ROWS", "FILES", "SIZE");
            for (HistoryTable.State state : states) {
                table.row(
                        Long.toString(state.id()),
                        KeptLake.second(state.committed()),
                        state.operation(),
                        KeptLake.count(state.rows()),
                        KeptLake.count(state.files()),
                        KeptLake.size(state.bytes()));
            }
            table.lines().forEach(terminal::result);
        }
        return 0;
    }
}
