package shopstream.app.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import shopstream.app.outside.PostgresPrograms;

/** A PostgreSQL server of the machine's own binaries, reached by a socket in its directory; no port is opened. */
final class PostgresServer implements AutoCloseable {
    /** It refuses to run as root; the package brings this user. */
    private static final String USER = "postgres";

    private final Path programs;
    private final Path directory;
    private final Process server;

    private PostgresServer(Path programs, Path directory) throws IOException, InterruptedException {
        this.programs = programs;
        this.directory = directory;
        call("initdb", "-D", directory.resolve("data").toString(), "-U", USER, "-A", "trust", "-N");
        server = new ProcessBuilder(command(
                        "postgres",
                        "-D",
                        directory.resolve("data").toString(),
                        "-k",
                        directory.toString(),
                        "-c",
                        "listen_addresses=",
                        "-c",
                        "shared_buffers=1GB",
                        "-c",
                        "work_mem=256MB",
                        "-c",
                        "max_wal_size=8GB",
                        "-c",
                        "fsync=off"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitAnswer();
    }

    /**
     * Starts one.
     *
     * @param directory its own, in one that everybody may enter
     * @throws IllegalStateException when this machine has none
     */
    static PostgresServer start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        if (asRoot()
                && new ProcessBuilder("chown", USER, directory.toString())
                                .start()
                                .waitFor()
                        != 0) {
            throw new IllegalStateException("this machine has no user " + USER);
        }
        return new PostgresServer(PostgresPrograms.installed(), directory);
    }

    /** Runs a script and returns what it prints; the script ends at the first error. */
    String run(String script) throws IOException, InterruptedException {
        Process psql = psql();
        try (OutputStream input = psql.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        return ended(psql, "psql");
    }

    /** A session that reads its script from its input. */
    Process psql() throws IOException {
        return new ProcessBuilder(command(
                        "psql",
                        "-X",
                        "-q",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-h",
                        directory.toString(),
                        "-U",
                        USER,
                        "-d",
                        USER))
                .redirectErrorStream(true)
                .start();
    }

    static String ended(Process process, String name) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(name + " failed: " + said.strip());
        }
        return said;
    }

    @Override
    public void close() {
        try {
            call(
                    "pg_ctl",
                    "stop",
                    "-m",
                    "immediate",
                    "-D",
                    directory.resolve("data").toString());
            server.waitFor(30, TimeUnit.SECONDS);
        } catch (IOException e) {
            server.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                run("SELECT 1;");
                return;
            } catch (IOException notYet) {
                if (attempt == 100 || !server.isAlive()) {
                    close();
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private void call(String... program) throws IOException, InterruptedException {
        ended(new ProcessBuilder(command(program)).redirectErrorStream(true).start(), program[0]);
    }

    private List<String> command(String... program) {
        List<String> command = new ArrayList<>();
        if (asRoot()) {
            command.addAll(List.of("runuser", "-u", USER, "--"));
        }
        command.add(programs.resolve(program[0]).toString());
        command.addAll(List.of(program).subList(1, program.length));
        return command;
    }

    private static boolean asRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
