package shopstream.app.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says on which data directory a command looks. */
final class DataOption {
    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DIR",
            description = "The data directory (default: ${DEFAULT-VALUE}).")
    private Path directory;

    Path directory() {
        return directory;
    }
}
