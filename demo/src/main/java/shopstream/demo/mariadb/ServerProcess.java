package shopstream.demo.mariadb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server's process, be it a child of ours or one left over from an earlier run. */
record ServerProcess(ProcessHandle handle) {

    private static final Duration CLEAN_STOP = Duration.ofSeconds(60);

    /**
     * The process that serves this directory, if one runs.
     *
     * <p>It is known by its arguments: a pid file would be missing while a server starts, and stale after a kill.
     */
    static Optional<ServerProcess> running(ServerDirectory directory) {
        String argument = settingsArgument(directory);
        return ProcessHandle.allProcesses()
                .filter(candidate -> candidate
                        .info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains(argument))
                        .isPresent())
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .map(ServerProcess::new);
    }

    /** Starts the server; it is not ready yet. */
    static ServerProcess launch(Binaries binaries, ServerDirectory directory) throws IOException {
        Process process = builder(
                        binaries, directory, List.of("--init-file=" + directory.initialStatements()), directory.log())
                .start();
        process.getOutputStream().close();
        return new ServerProcess(process.toHandle());
    }

    /**
     * Fills an empty data directory with the server's own tables.
     *
     * @throws ServerFailure if the server's program refuses
     */
    static void bootstrap(Binaries binaries, ServerDirectory directory, Path data)
            throws IOException, InterruptedException {
        Process process = builder(
                        binaries,
                        directory,
                        List.of("--bootstrap", "--datadir=" + data, "--skip-log-bin"),
                        directory.log())
                .start();
        try (var input = process.getOutputStream()) {
            input.write(ServerSettings.bootstrap(binaries).getBytes(StandardCharsets.UTF_8));
        } catch (IOException brokenPipe) {
            // It has ended before it read all: its exit code and its log say why.
        }
        if (process.waitFor() != 0) {
            throw StartFailure.of(directory, "MariaDB could not create its tables in " + data);
        }
    }

    boolean alive() {
        return handle.isAlive();
    }

    /** Asks it to end, and kills it only if it does not within a minute. */
    void stop() {
        handle.destroy();
        if (!endedWithin(CLEAN_STOP)) {
            handle.destroyForcibly();
            endedWithin(CLEAN_STOP);
        }
    }

    /** Stops it if our own process is told to end before the guard is released, so that an early Ctrl-C leaves nothing. */
    Guard guard() {
        Thread hook = new Thread(this::stop, "stop-sample-database");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Guard(hook);
    }

    /** Until it is released, the server ends with us. */
    record Guard(Thread hook) {

        void release() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // We are being ended, and the hook is at work.
            }
        }
    }

    private boolean endedWithin(Duration limit) {
        CompletableFuture<ProcessHandle> end = handle.onExit();
        try {
            end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !handle.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        }
    }

    private static ProcessBuilder builder(
            Binaries binaries, ServerDirectory directory, List<String> further, Path log) {
        List<String> command = new ArrayList<>();
        command.add(binaries.server().toString());
        command.add(settingsArgument(directory));
        command.addAll(further);
        // Into a file, not a pipe: the server outlives a kill of ours and must not choke on a broken one.
        return new ProcessBuilder(command)
                .directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private static String settingsArgument(ServerDirectory directory) {
        return "--defaults-file=" + directory.settings();
    }

    /** Empties the log, so that what it says is about this start. */
    static void beginLog(ServerDirectory directory) throws IOException {
        Files.writeString(directory.log(), "");
    }
}
