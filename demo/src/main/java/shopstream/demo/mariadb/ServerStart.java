package shopstream.demo.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How a directory gets its server: adopted where one still runs, else launched, with everything it needs before. */
final class ServerStart {

    private static final int PORTS_TO_TRY = 5;

    private final ServerDirectory directory;
    private final Consumer<String> progress;

    ServerStart(ServerDirectory directory, Consumer<String> progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /** A server that answers. */
    MariaDbServer server() throws IOException, InterruptedException {
        Optional<MariaDbServer> leftOver = adopted();
        return leftOver.isPresent() ? leftOver.get() : launched();
    }

    private Optional<MariaDbServer> adopted() throws IOException, InterruptedException {
        Optional<ServerProcess> process = ServerProcess.running(directory);
        OptionalInt port = directory.keptPort();
        if (process.isEmpty()) {
            return Optional.empty();
        }
        if (port.isPresent()) {
            progress.accept("Found the sample database still running (process "
                    + process.get().handle().pid() + ")");
            MariaDbServer server = new MariaDbServer(process.get(), port.getAsInt(), directory.passwords());
            if (server.awaitAnswer() && server.serves(directory)) {
                return Optional.of(server);
            }
        }
        progress.accept("Stopping the sample database that does not answer");
        process.get().stop();
        return Optional.empty();
    }

    private MariaDbServer launched() throws IOException, InterruptedException {
        Binaries binaries = Binaries.unpacked(directory.programs(), progress);
        int port = chosenPort();
        ServerSettings.write(directory, binaries, port);
        ServerProcess.beginLog(directory);
        if (!directory.filled()) {
            progress.accept("Creating the sample database in " + directory.path());
            fill(binaries);
        }
        for (int attempt = 1; ; attempt++) {
            ServerSettings.writeInitialStatements(directory);
            ServerProcess process = ServerProcess.launch(binaries, directory);
            MariaDbServer server = new MariaDbServer(process, port, directory.passwords());
            boolean answers = false;
            ServerProcess.Guard guard = process.guard();
            try {
                answers = server.awaitAnswer();
            } finally {
                guard.release();
                // The passwords stand in it.
                Files.deleteIfExists(directory.initialStatements());
                if (!answers) {
                    process.stop();
                }
            }
            if (answers) {
                directory.keepPort(port);
                return server;
            }
            if (attempt == PORTS_TO_TRY || !StartFailure.portTaken(directory)) {
                throw StartFailure.of(directory, "The sample database did not start");
            }
            port = ServerPort.anyFree();
            ServerSettings.write(directory, binaries, port);
            ServerProcess.beginLog(directory);
        }
    }

    private int chosenPort() throws IOException {
        OptionalInt kept = directory.keptPort();
        if (kept.isPresent() && ServerPort.free(kept.getAsInt())) {
            return kept.getAsInt();
        }
        int port = ServerPort.anyFree();
        if (kept.isPresent()) {
            progress.accept(
                    "Port " + kept.getAsInt() + " is taken by somebody else; the sample database moves to " + port);
        }
        return port;
    }

    /** Beside the final place first, so that a crash half-way is not taken for a database. */
    private void fill(Binaries binaries) throws IOException, InterruptedException {
        Path fresh = directory.path().resolve("data.new");
        if (Files.exists(fresh)) {
            try (Stream<Path> files = Files.walk(fresh)) {
                for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(fresh);
        ServerProcess.bootstrap(binaries, directory, fresh);
        Files.move(fresh, directory.data());
    }
}
