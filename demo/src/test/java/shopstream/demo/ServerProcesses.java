package shopstream.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The server processes of one directory, told by their command lines. */
final class ServerProcesses {

    private ServerProcesses() {}

    static List<ProcessHandle> of(Path directory) throws IOException {
        String settings = "--defaults-file=" + directory.toRealPath().resolve("my.cnf");
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(settings))
                .toList();
    }
}
