package shopstream.app.crashes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk with little space left, mounted over a directory whose files it takes in. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {
    private static final long FREE_MEGABYTES = 160;
    private static final int CHUNK = 64 << 10;

    private final Path directory;
    private final Path aside;
    private final Path ballast;

    private SmallDisk(Path directory, Path aside) {
        this.directory = directory;
        this.aside = aside;
        this.ballast = directory.resolve("ballast");
    }

    /** Whether this user may mount one below {@code scratch}. */
    static boolean possible(Path scratch) throws IOException {
        Path trial = Files.createDirectories(scratch.resolve("trial"));
        boolean mounted = ended("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", trial.toString()) == 0;
        if (mounted) {
            run("umount", trial.toString());
        }
        Files.delete(trial);
        return mounted;
    }

    /** Mounts it at {@code directory}, with the files that are there. */
    static SmallDisk over(Path directory) throws IOException {
        Path aside = directory.resolveSibling(directory.getFileName() + "-aside");
        Files.move(directory, aside);
        Files.createDirectory(directory);
        SmallDisk disk = new SmallDisk(directory, aside);
        run("mount", "-t", "tmpfs", "-o", "size=" + (megabytes(aside) + FREE_MEGABYTES) + "m", "tmpfs", directory + "");
        run("cp", "-a", "--sparse=always", aside + "/.", directory + "");
        return disk;
    }

    /** Takes all the space that is left. */
    void fill() throws IOException {
        byte[] nothing = new byte[CHUNK];
        int chunk = CHUNK;
        try (OutputStream file = Files.newOutputStream(ballast)) {
            while (chunk > 0) {
                try {
                    file.write(nothing, 0, chunk);
                } catch (IOException full) {
                    chunk /= 2;
                }
            }
        } catch (IOException full) {
            // As it should be.
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Puts the files, as they are now, back onto the directory's own disk. */
    @Override
    public void close() throws IOException {
        free();
        run("rm", "-rf", aside.toString());
        run("cp", "-a", "--sparse=always", directory + "/.", aside.toString());
        run("umount", directory.toString());
        Files.delete(directory);
        Files.move(aside, directory);
    }

    private static long megabytes(Path tree) throws IOException {
        Process process = new ProcessBuilder("du", "-sm", tree.toString()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(said.split("\\s")[0]);
    }

    private static void run(String... command) throws IOException {
        if (ended(command) != 0) {
            throw new IOException("This failed: " + String.join(" ", command));
        }
    }

    private static int ended(String... command) throws IOException {
        try {
            return new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
