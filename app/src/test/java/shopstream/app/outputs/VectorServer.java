package shopstream.app.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import shopstream.app.configuration.OutputsConfiguration;

/** PostgreSQL with pgvector, as PGlite brings it: the server and the extension themselves, compiled for Node.js, in one session. */
public final class VectorServer implements AutoCloseable {
    private static final List<String> FILES = List.of("package.json", "server.mjs");
    private static final int MINUTES_TO_INSTALL = 3;

    private final Process server;
    private final String address;

    private VectorServer(Process server, String address) {
        this.server = server;
        this.address = address;
    }

    /** Starts one without the extension; the test is skipped where there is no Node.js, or nothing to install it from. */
    public static VectorServer start() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "vector-server"));
        for (String file : FILES) {
            try (InputStream resource = VectorServer.class.getResourceAsStream("/vector-server/" + file)) {
                Files.copy(resource, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.exists(folder.resolve("node_modules/.package-lock.json"))) {
            install(folder);
        }
        Process server = new ProcessBuilder("node", "server.mjs")
                .directory(folder.toFile())
                .redirectError(folder.resolve("server.log").toFile())
                .start();
        BufferedReader words = server.inputReader(StandardCharsets.UTF_8);
        String address = words.readLine();
        assertThat(address).as(Files.readString(folder.resolve("server.log"))).startsWith("127.0.0.1:");
        return new VectorServer(server, address);
    }

    private static void install(Path folder) throws IOException, InterruptedException {
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("install.log").toFile())
                    .start();
        } catch (IOException missing) {
            abort("pgvector is tested where Node.js with npm is installed: " + missing.getMessage());
            return;
        }
        if (!npm.waitFor(MINUTES_TO_INSTALL, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            abort("pgvector is tested where npm can install PGlite: "
                    + Files.readString(folder.resolve("install.log")));
        }
    }

    public String url() {
        return "jdbc:postgresql://" + address + "/postgres";
    }

    /** As it is declared in {@code shop.yaml}. */
    OutputsConfiguration.Embeddings declared(Optional<String> schema) {
        return new OutputsConfiguration.Embeddings(url(), "postgres", "secret", schema);
    }

    /** Runs one statement after the other. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** The first column of each row that a question is answered with. */
    public List<String> ask(String question) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "secret");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.getOutputStream().close();
        if (!server.waitFor(5, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }
}
