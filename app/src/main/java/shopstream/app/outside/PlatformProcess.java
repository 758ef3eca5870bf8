package shopstream.app.outside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import shopstream.eventlog.FreePort;

/** The platform in a process of its own, as {@code ./shopstream demo} or {@code up} starts it. */
public final class PlatformProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_MILLIS = 5;

    private final Process process;
    private final Api api;
    private final long started = System.nanoTime();
    private final List<String> said = new CopyOnWriteArrayList<>();

    private PlatformProcess(Process process, int port) {
        this.process = process;
        this.api = new Api(port);
    }

    /**
     * Starts it; it is not ready yet.
     *
     * @param javaOptions beside those of this process
     * @param arguments command and options, without port and data
     */
    public static PlatformProcess start(
            Path data, List<String> javaOptions, List<String> arguments, Map<String, String> environment) {
        int port = FreePort.any();
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(ProgramCommand.of(javaOptions, all));
        builder.environment().putAll(environment);
        try {
            PlatformProcess platform = new PlatformProcess(builder.start(), port);
            // A run that is interrupted leaves nothing behind.
            Runtime.getRuntime().addShutdownHook(new Thread(platform.process::destroy, "stop-platform"));
            platform.listen(platform.process.getInputStream());
            platform.listen(platform.process.getErrorStream());
            return platform;
        } catch (IOException e) {
            throw new UncheckedIOException("The platform could not be started: " + e.getMessage(), e);
        }
    }

    /** Waits for a line that begins so. @throws IllegalStateException when the process ends, or all patience is over */
    public void awaitLine(String beginning, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (said.stream().noneMatch(line -> line.strip().startsWith(beginning))) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The platform "
                        + (process.isAlive() ? "did not say '" : "ended before it said '") + beginning
                        + "'; what it said: " + String.join(" / ", said));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    public void awaitReady(Duration patience) throws InterruptedException {
        awaitLine("ready ", patience);
    }

    public double secondsSinceStart() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** All that it has said so far. */
    public List<String> said() {
        return List.copyOf(said);
    }

    public Api api() {
        return api;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Kill -9 of the program and of whatever it has started. */
    public void killAll() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        children.forEach(child -> child.onExit().join());
    }

    /** Stops it as Ctrl-C does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                killAll();
            }
        } catch (InterruptedException e) {
            killAll();
            Thread.currentThread().interrupt();
        }
    }

    private void listen(InputStream words) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8))) {
                        lines.lines().forEach(said::add);
                    } catch (IOException | UncheckedIOException ended) {
                        said.add("(ended)");
                    }
                },
                "platform-words");
        reader.setDaemon(true);
        reader.start();
    }
}
