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

/** Lists the files of one table. */
@Command(
        name = "files",
        header = {
            "The files that hold a table now.",
            "",
            "Examples:",
            "  ./shopstream lake files orders",
            "  ./shopstream lake files orders --json",
            ""
        },
        description = "Any engine that reads Parquet reads them; which of them belong to the table, the catalog says.",
        optionListHeading = "%nOptions:%n")
public final class LakeFilesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DATASET", description = "As its contract names it.")
    private String dataset;

    @Option(names = "--json", description = "Print everything that is known, as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    LakeFilesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Lake lake = KeptLake.of(data.directory())) {
            HistoryTable history = KeptLake.history(lake, dataset);
            List<HistoryTable.DataFile> files =
                    history.newest().map(state -> history.files(state.id())).orElse(List.of());
            if (asJson) {
                terminal.result(Json.text(files.stream().map(LakeJson::file).toList()));
                return 0;
            }
            TextTable table = new TextTable("ROWS", "SIZE", "PARTITION", "FILE");
            for (HistoryTable.DataFile file : files) {
                table.row(KeptLake.count(file.rows()), KeptLake.size(file.bytes()), file.division(), file.location());
            }
            table.lines().forEach(terminal::result);
        }
        return 0;
    }
}
