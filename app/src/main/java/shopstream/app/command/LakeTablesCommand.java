package shopstream.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shopstream.app.http.Json;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;
import shopstream.lake.RecommendationTable;

/** Lists the tables of the lake. */
@Command(
        name = "tables",
        header = {
            "The tables of the lake: rows, files, bytes.",
            "",
            "Examples:",
            "  ./shopstream lake tables --data data",
            "  ./shopstream lake tables --json",
            ""
        },
        description = "A row counts once per version that it had.",
        optionListHeading = "%nOptions:%n")
public final class LakeTablesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = "Print everything that is known, as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    LakeTablesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Lake lake = KeptLake.of(data.directory())) {
            if (asJson) {
                terminal.result(
                        Json.text(tables(lake).stream().map(LakeJson::table).toList()));
                return 0;
            }
            TextTable table = new TextTable("TABLE", "ROWS", "FILES", "SIZE", "STATES", "WRITTEN (UTC)");
            for (HistoryTable history : tables(lake)) {
                List<HistoryTable.State> states = history.states();
                if (states.isEmpty()) {
                    table.row(history.dataset(), "0", "0", "0 B", "0", "");
                } else {
                    HistoryTable.State newest = states.get(states.size() - 1);
                    table.row(
                            history.dataset(),
                            KeptLake.count(newest.rows()),
                            KeptLake.count(newest.files()),
                            KeptLake.size(newest.bytes()),
                            KeptLake.count(states.size()),
                            KeptLake.second(newest.committed()));
                }
            }
            table.lines().forEach(terminal::result);
        }
        return 0;
    }

    /** The datasets' histories, and what was delivered. */
    private static List<HistoryTable> tables(Lake lake) {
        return Stream.concat(
                        lake.histories().stream(),
                        lake.recommendationsIfAny().map(RecommendationTable::states).stream())
                .toList();
    }
}
