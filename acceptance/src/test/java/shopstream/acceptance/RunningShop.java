package shopstream.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shopstream.eventlog.FreePort;

/** {@code ./shopstream demo} in a process of its own, as a user has it: what it prints, its database and its API. */
final class RunningShop implements AutoCloseable {
    /** The shipped table that says which country lies where. */
    static final Path REGIONS = Path.of("..", "shop", "seeds", "regions.csv");

    /** What an answer says in which there is nothing personal for want of time. */
    static final String NO_TIME = "there was no time";

    private static final Pattern SOURCE = Pattern.compile("source (\\S+) user=(\\S+) password=(\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(360);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private Matcher source;

    private final Path words;

    private RunningShop(Process process, int port, Path words) {
        this.process = process;
        this.port = port;
        this.words = words;
    }

    /** Starts the demo on {@code data} and returns when it has said that it is ready. */
    static RunningShop start(Path data, String... options) {
        List<String> arguments = new ArrayList<>(List.of("demo"));
        arguments.addAll(List.of(options));
        RunningShop shop = launch(data, arguments, Map.of());
        shop.source = shop.awaitLine(SOURCE);
        shop.awaitReady();
        return shop;
    }

    /** Starts {@code up} with a configuration and returns when it has said that it is ready. */
    static RunningShop up(Path data, Path configuration, Map<String, String> environment) {
        RunningShop shop = starting(data, configuration, environment);
        shop.awaitReady();
        return shop;
    }

    /** Starts {@code up} with a configuration and returns at once, for those who ask it while it is not ready. */
    static RunningShop starting(Path data, Path configuration, Map<String, String> environment) {
        return launch(data, List.of("up", "--config", configuration.toString()), environment);
    }

    private static RunningShop launch(Path data, List<String> arguments, Map<String, String> environment) {
        int port = FreePort.any();
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(arguments);
        command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        try {
            Files.createDirectories(data);
            Path words = data.resolveSibling(data.getFileName() + "-words.txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(words.toFile()));
            builder.environment().putAll(environment);
            RunningShop shop = new RunningShop(builder.start(), port, words);
            Thread reader = new Thread(shop::readOutput, "output");
            reader.setDaemon(true);
            reader.start();
            return shop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        awaitLine(Pattern.compile("ready http://localhost:" + port));
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            lines.add("(output closed)");
        }
    }

    private Matcher awaitLine(Pattern wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                String line = lines.poll(200, TimeUnit.MILLISECONDS);
                if (line != null) {
                    Matcher match = wanted.matcher(line);
                    if (match.matches()) {
                        return match;
                    }
                } else if (!process.isAlive()) {
                    throw new AssertionError("The program ended with " + process.exitValue() + " before it printed "
                            + wanted + ", and said:\n" + words());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Nobody has it to close it.
        process.destroyForcibly();
        throw new AssertionError(
                "The program did not print " + wanted + " within " + PATIENCE + ", and said:\n" + words());
    }

    /** All that the program has written to standard error, over all its starts on this data. */
    String words() {
        try {
            return Files.readString(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to the shop's own database, as the user it prints. */
    Connection database() throws SQLException {
        return DriverManager.getConnection(source.group(1), source.group(2), source.group(3));
    }

    String address() {
        return "http://localhost:" + port;
    }

    /** The answer to a GET, which must be a success. */
    JsonNode get(String path) {
        HttpResponse<String> answer = answer(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The recommendations for a question that were worked out: a machine with too much to do has no time for each of them, answers
     * with what is popular and says so, and is asked again.
     */
    JsonNode recommended(String query) {
        JsonNode answer = get("/api/recommendations?" + query);
        for (int more = 0; more < 100 && answer.toString().contains(NO_TIME); more++) {
            answer = get("/api/recommendations?" + query);
        }
        return answer;
    }

    HttpResponse<String> answer(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                    .timeout(Duration.ofSeconds(60))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            if (!process.isAlive()) {
                throw new AssertionError(
                        "The program ended with " + process.exitValue() + " before " + path + ", and said:\n" + words(),
                        e);
            }
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Tells events to the collector, which must accept them all. */
    void tell(String... events) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/v1/batch"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"batch\":[" + String.join(",", events) + "]}"))
                .build();
        try {
            String answer =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            if (JSON.readTree(answer).path("accepted").asInt() != events.length) {
                throw new AssertionError("Not all events were accepted: " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kill -9 of the program; its database goes on running. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kill -9 of the program and of its database. */
    void killWithDatabase() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        kill();
        children.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle child : children) {
            child.onExit().join();
        }
    }

    /** What Ctrl-C does; returns the exit code. */
    int interrupt() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The program did not stop within " + PATIENCE);
        }
        return process.exitValue();
    }

    /** The processes the program has started and not yet ended. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            interrupt();
        }
    }
}
