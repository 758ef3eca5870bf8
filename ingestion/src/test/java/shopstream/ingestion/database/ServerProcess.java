package shopstream.ingestion.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import shopstream.eventlog.FreePort;

/** A server that runs as a process of this machine, with its data and its words in a directory. */
abstract class ServerProcess implements Server {
    final Path directory;
    private final int port;
    private Process process;

    ServerProcess(Path directory) throws IOException {
        this.directory = directory;
        this.port = FreePort.any();
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    final void awaitEnd() {
        process.onExit().join();
    }

    final long pid() {
        return process.pid();
    }

    /** Starts the server and waits until it answers. */
    final void startAs(List<String> command) throws IOException {
        process = launch(command);
        await().atMost(Duration.ofMinutes(4)).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(words());
            }
            administrator("").close();
            return true;
        });
    }

    /** Runs a command of the server's to its end. */
    final void run(List<String> command) throws IOException, InterruptedException {
        if (launch(command).waitFor() != 0) {
            throw new IOException(words());
        }
    }

    final String words() throws IOException {
        return Files.readString(directory.resolve("server.log"));
    }

    Process launch(List<String> command) throws IOException {
        Files.createDirectories(directory);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
    }

    /** @param option of a server that refuses to run as root unless it is told to */
    static List<String> asRoot(String option) {
        return System.getProperty("user.name").equals("root") ? List.of(option) : List.of();
    }
}
