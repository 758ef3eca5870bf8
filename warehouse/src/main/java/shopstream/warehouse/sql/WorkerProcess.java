package shopstream.warehouse.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A process that answers one question at a time. It takes the processor only when nobody else wants it, and can have so
 * much address space and no more: whatever a question does to it, it dies alone.
 */
final class WorkerProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** So that a question yields to what keeps the figures current, and to the dashboards. */
    private static final String PRIORITY = "15";

    private final Path folder;
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader replies;

    private WorkerProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.replies = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param folder of its own, gone when it has ended
     * @param kilobytes of address space
     */
    static WorkerProcess start(Path folder, long kilobytes) {
        try {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(List.of(
                    "sh",
                    "-c",
                    "ulimit -c 0; ulimit -v $0; exec nice -n " + PRIORITY + " \"$@\"",
                    Long.toString(kilobytes),
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(List.of(
                    "-Xmx96m",
                    "-Xss2m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:CompressedClassSpaceSize=32m",
                    "-XX:ReservedCodeCacheSize=24m",
                    "-XX:MaxMetaspaceSize=64m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:ErrorFile=" + folder.resolve("crash"),
                    "-Djava.io.tmpdir=" + folder,
                    "-Duser.timezone=UTC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SqlWorker.class.getName()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectError(folder.resolve("words").toFile());
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            return new WorkerProcess(folder, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("No process for questions can be started: " + e.getMessage(), e);
        }
    }

    /** Where the question puts what does not fit into its memory. */
    Path spill() {
        return folder.resolve("spill");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Gives an order. The reply is empty when the process died of it. */
    CompletableFuture<Optional<WorkerReply>> carryOut(WorkerOrder order) {
        CompletableFuture<Optional<WorkerReply>> reply = new CompletableFuture<>();
        Thread thread = new Thread(() -> reply.complete(ordered(order)), "question");
        thread.setDaemon(true);
        thread.start();
        return reply;
    }

    private Optional<WorkerReply> ordered(WorkerOrder order) {
        try {
            orders.write(JSON.writeValueAsString(order));
            orders.newLine();
            orders.flush();
            String reply = replies.readLine();
            return reply == null ? Optional.empty() : Optional.of(JSON.readValue(reply, WorkerReply.class));
        } catch (IOException died) {
            return Optional.empty();
        }
    }

    /** Kills it, whatever it does. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        Folders.remove(folder);
    }
}
