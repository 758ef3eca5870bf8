package shopstream.lake;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.FreePort;

/** Iceberg's own server of its REST catalog protocol. */
public final class CatalogServer implements AutoCloseable {
    private final Path directory;
    private final Map<String, String> files;
    private final int port = FreePort.any();
    private ServerProcess process;

    /**
     * Starts it with its catalog in a directory.
     *
     * @param store where it has tables put; empty for the same directory
     */
    public CatalogServer(Path directory, Optional<ObjectStore> store) {
        this.directory = directory;
        this.files = store.map(ObjectStore::properties).orElse(Map.of("warehouse", directory + "/tables"));
        start();
    }

    /** After {@link #stop}, with the same address. */
    public void start() {
        Map<String, String> environment = new HashMap<>();
        files.forEach((name, value) -> environment.put(variable(name), value));
        environment.put(variable("uri"), "jdbc:sqlite:" + directory.resolve("server.db"));
        environment.put(variable("rest.port"), Integer.toString(port));
        process = new ServerProcess(
                List.of(
                        "-cp",
                        ServerProcess.libraries(name -> !name.startsWith("s3mock")),
                        "org.apache.iceberg.rest.RESTCatalogServer"),
                environment,
                port,
                directory.resolve("server.out"));
    }

    /** As the server wants its settings: upper case, points as one line, dashes as two. */
    private static String variable(String setting) {
        return "CATALOG_" + setting.replace("-", "__").replace(".", "_").toUpperCase(Locale.ROOT);
    }

    /** As a power cut would. */
    public void stop() {
        process.close();
    }

    /** How it is reached. */
    public RemoteCatalog catalog() {
        return new RemoteCatalog(
                URI.create("http://localhost:" + port), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {
        stop();
    }
}
