package shopstream.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;

/** Lists the files of one table. */
@Command(
        name = "files",
        header = {"The files that hold a table now.", "", "Example:", "  ./shopstream lake files orders", ""},
        description = "Any engine that reads Parquet reads them; which of them belong to the table, the catalog says.",
        optionListHeading = "%nOptions:%n")
public final class LakeFilesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DATASET", description = "As its contract names it.")
    private String dataset;

    @Mixin
    private DataOption data;

    LakeFilesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Lake lake = KeptLake.of(data.directory())) {
            HistoryTable history = KeptLake.history(lake, dataset);
            TextTable table = new TextTable("ROWS", "SIZE", "PARTITION", "FILE");
            history.newest()
                    .ifPresent(state -> history.files(state.id())
                            .forEach(file -> table.row(
                                    KeptLake.count(file.rows()),
                                    KeptLake.size(file.bytes()),
                                    file.division(),
                                    file.location())));
            table.lines().forEach(terminal::result);
        }
        return 0;
    }
}
