package shopstream.demo.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Where a server keeps everything: data, settings, log, and the port and passwords that stay the same. */
public record ServerDirectory(Path path) {

    Path data() {
        return path.resolve("data");
    }

    Path settings() {
        return path.resolve("my.cnf");
    }

    /** What the server says about itself, and why it did not start. */
    Path log() {
        return path.resolve("server.log");
    }

    Path temporary() {
        return path.resolve("tmp");
    }

    /** SQL the server runs before it accepts the first connection. */
    Path initialStatements() {
        return path.resolve("init.sql");
    }

    Path programs() {
        return path.resolve("mariadb");
    }

    boolean filled() {
        return Files.isDirectory(data());
    }

    Passwords passwords() throws IOException {
        return Passwords.keptIn(path.resolve("passwords"));
    }

    OptionalInt keptPort() throws IOException {
        if (!Files.exists(portFile())) {
            return OptionalInt.empty();
        }
        String text = Files.readString(portFile()).strip();
        return text.matches("[0-9]{1,5}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    void keepPort(int port) throws IOException {
        Files.writeString(portFile(), port + "\n");
    }

    private Path portFile() {
        return path.resolve("port");
    }
}
