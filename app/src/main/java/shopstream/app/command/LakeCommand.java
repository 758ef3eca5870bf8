package shopstream.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the lake holds. */
@Command(
        name = "lake",
        header = {
            "The lake: every version of every row, as Iceberg tables.",
            "",
            "Examples:",
            "  ./shopstream lake tables          what there is: rows, files, bytes",
            "  ./shopstream lake history orders  its states, each of which can be read",
            "  ./shopstream lake files orders    the files of the newest one",
            "  ./shopstream lake maintain        put small files together, let old states go",
            ""
        },
        description = {
            "Datasets whose contracts say `lake: history` are written there from the log while the program runs.",
            "The tables are plain Iceberg, the catalog is an SQLite file beside them; other engines read both."
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {
            LakeTablesCommand.class,
            LakeHistoryCommand.class,
            LakeFilesCommand.class,
            LakeMaintainCommand.class
        })
public final class LakeCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
