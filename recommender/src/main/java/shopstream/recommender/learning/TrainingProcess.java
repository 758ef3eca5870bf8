package shopstream.recommender.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that trains a model, since training takes memory and minutes: it yields the processor to whoever else wants it, and can
 * have so much memory and no more. Whatever becomes of it, answers go on.
 */
final class TrainingProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(TrainingProcess.class);
    private static final String PRIORITY = "15";
    private static final String MEMORY = "1g";
    private static final String WORDS = "words";

    /** What its Java is told to do without memory; anything else that ends it is another number. */
    private static final int OUT_OF_MEMORY = 3;

    private TrainingProcess() {}

    /**
     * Trains, and waits for the end.
     *
     * @param scratch a folder of its own
     * @param words takes what is worth telling
     * @return whether there is a model; not where there is too little to learn from
     * @throws IllegalStateException saying why it failed
     * @throws InterruptedException when the thread is interrupted; the process is gone then
     */
    static boolean train(TrainingOrder order, Path scratch, Consumer<String> words) throws InterruptedException {
        Process process = start(scratch);
        try {
            CompletableFuture<TrainingWorker.Line> last = new CompletableFuture<>();
            Thread reading = new Thread(() -> read(process, words, last), "training-words");
            reading.setDaemon(true);
            reading.start();
            Writer orders = process.outputWriter(StandardCharsets.UTF_8);
            orders.write(JSON.writeValueAsString(order) + "\n");
            orders.flush();
            TrainingWorker.Line line = last.get();
            if (line == null || line.failed() != null) {
                LOG.warn("Training failed, and said: {}", Files.readString(scratch.resolve(WORDS)));
                throw new IllegalStateException(line == null ? ending(process.waitFor()) : line.failed());
            }
            return line.trained();
        } catch (InterruptedIOException interrupted) {
            throw new InterruptedException(interrupted.getMessage());
        } catch (IOException died) {
            throw new IllegalStateException(ending(process.waitFor()), died);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "Training could not be followed: " + failed.getCause().getMessage(), failed);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static String ending(int code) {
        return code == OUT_OF_MEMORY
                ? "Training had " + MEMORY + " of memory, which was not enough; nothing has changed."
                : "The process that trained ended with " + code + "; nothing has changed.";
    }

    private static void read(Process process, Consumer<String> words, CompletableFuture<TrainingWorker.Line> last) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                if (!text.startsWith("{")) {
                    // A native library's words.
                    continue;
                }
                TrainingWorker.Line line = JSON.readValue(text, TrainingWorker.Line.class);
                if (line.words() == null) {
                    last.complete(line);
                    return;
                }
                words.accept(line.words());
            }
            last.complete(null);
        } catch (IOException closed) {
            last.complete(null);
        } catch (RuntimeException broken) {
            last.completeExceptionally(broken);
        }
    }

    private static Process start(Path scratch) {
        try {
            Files.createDirectories(scratch);
            List<String> command = List.of(
                    "nice",
                    "-n",
                    PRIORITY,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + MEMORY,
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djava.io.tmpdir=" + scratch,
                    "-Duser.timezone=UTC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    TrainingWorker.class.getName());
            return new ProcessBuilder(command)
                    .redirectError(scratch.resolve(WORDS).toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("No process that trains can be started: " + e.getMessage(), e);
        }
    }
}
