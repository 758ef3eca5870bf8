package shopstream.lake;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A server in a JVM of its own, with libraries that Maven has found for it. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;

    /**
     * Starts it, and returns when its port takes connections.
     *
     * @param log what it prints
     */
    ServerProcess(List<String> arguments, Map<String, String> environment, int port, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("it ended, see " + log, () -> !process.isAlive())
                .until(() -> answers(port));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The libraries of the servers whose names the condition holds for. */
    static String libraries(Predicate<String> names) {
        try {
            // Written by the lake's own build, which tests of other modules stand beside.
            String all = Files.readString(Path.of("..", "lake", "target", "servers.classpath"));
            return String.join(
                    File.pathSeparator,
                    List.of(all.strip().split(File.pathSeparator)).stream()
                            .filter(path ->
                                    names.test(Path.of(path).getFileName().toString()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("mvn verify writes which libraries the servers have", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
