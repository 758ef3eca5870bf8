package shopstream.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a program did from its start to its end.
 *
 * @param cpuSeconds of all cores together, as last seen: on a machine that others use too, what says most
 * @param peakMegabytes the most it was seen to hold of the machine's memory
 * @param said what it wrote to standard output
 */
record MeasuredProcess(double seconds, double cpuSeconds, double peakMegabytes, List<String> said) {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final long LOOK_EVERY_MILLIS = 50;

    /**
     * Runs it to its end.
     *
     * @param scratch for what it writes
     * @throws IllegalStateException with its last words when it fails or does not end
     */
    static MeasuredProcess run(List<String> command, Path scratch) throws IOException, InterruptedException {
        Path said = Files.createTempFile(scratch, "said", ".txt");
        Path words = Files.createTempFile(scratch, "words", ".txt");
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(words.toFile())
                .start();
        try {
            double peak = 0;
            Duration cpu = Duration.ZERO;
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peak(process, peak));
                cpu = process.info().totalCpuDuration().orElse(cpu);
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException("It did not end in " + PATIENCE.toMinutes() + " minutes");
                }
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (process.exitValue() != 0) {
                throw new IllegalStateException("It ended with " + process.exitValue() + ": " + last(words));
            }
            return new MeasuredProcess(seconds, cpu.toNanos() / 1e9, peak, Files.readAllLines(said));
        } finally {
            process.destroyForcibly();
        }
    }

    /** What it held cannot be read any more once it ends. */
    private static double peak(Process process, double before) {
        try {
            return ResidentSet.peakMegabytes(process.pid());
        } catch (RuntimeException ended) {
            return before;
        }
    }

    private static String last(Path words) throws IOException {
        List<String> lines = Files.readAllLines(words).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
