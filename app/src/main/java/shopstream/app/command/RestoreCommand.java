package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.DataDirectory;
import shopstream.app.PlatformState;
import shopstream.app.Refusal;
import shopstream.app.Restoration;
import shopstream.app.ShopIdentity;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;

/** Back to a backup, and from there to what the source has now. */
@Command(
        name = "restore",
        header = {
            "Back to a backup, while the program runs or not; then on to what the source has now.",
            "",
            "Examples:",
            "  ./shopstream restore /backups/monday",
            "  ./shopstream restore /backups/monday --data new   a new directory, for another machine",
            ""
        },
        description = {
            "Writes the backup beside the present data; then everything stops, the restored data takes its place, and"
                    + " everything starts again. Figures are made anew from the log, and all that was changed in the"
                    + " source since the backup is read; where the source has not kept it, all rows are read anew.",
            "",
            "Nothing of the present data is deleted: it is kept beside, and said where."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
public final class RestoreCommand implements Callable<Integer> {
    private static final Duration RESTART = Duration.ofMinutes(5);
    private static final Duration CATCHING_UP = Duration.ofHours(2);
    private static final long LOOK_EVERY_MILLIS = 500;

    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "The backup.")
    private Path directory;

    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DATA",
            description = "The data directory (default: ${DEFAULT-VALUE}).")
    private Path data;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Restoration restoration = Restoration.of(directory.toAbsolutePath().normalize(), terminal);
        terminal.say("  Backup of " + restoration.shop() + ", " + restoration.description());
        Optional<URI> running = Files.exists(data.resolve("format")) ? DataDirectory.runningAt(data) : Optional.empty();
        if (running.isPresent()) {
            restoreRunning(restoration, running.get());
        } else {
            restoreStopped(restoration);
        }
        return 0;
    }

    private void restoreStopped(Restoration restoration) {
        try (DataDirectory held = DataDirectory.open(data, restoration.shop())) {
            held.requirePrefix(restoration.prefix());
            restoration.prepare(held.root());
            Path before = restoration.take(held, Clock.systemUTC());
            terminal.result("restored " + directory + " into " + held.root());
            terminal.say("The data from before is kept in " + before + "; start the program with --data " + data
                    + " and a shop.yaml whose log has the prefix " + restoration.prefix() + ".");
        }
    }

    private void restoreRunning(Restoration restoration, URI address) throws InterruptedException {
        RunningProgram program = new RunningProgram(address, "The present data was not touched.");
        JsonNode log = program.get("/api/backup");
        BackupCommand.requireEmbedded(log);
        restoration.requireOf(
                new ShopIdentity(log.get("shop").asText(), log.get("source").asText()),
                log.get("prefix").asText());
        restoration.prepare(data.toAbsolutePath().normalize());
        program.post("/api/restore");
        JsonNode restored;
        try (Step step = terminal.step("Started again on the restored data")) {
            restored = await(program, RESTART);
            step.done();
        }
        if (!restored.get("state").asText().equals("done")) {
            throw new Refusal(
                    "The restored data cannot be used: "
                            + restored.get("message").asText(),
                    "The program goes on with the data from before; its log file says more.");
        }
        awaitSource(program);
        terminal.result("restored " + directory + " into " + data);
        terminal.say("The data from before is kept in " + restored.get("before").asText() + " and can be deleted.");
    }

    private JsonNode await(RunningProgram program, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<JsonNode> state = program.find("/api/restore");
            if (state.isPresent() && !state.get().get("state").asText().equals("running")) {
                return state.get();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        throw new Refusal(
                "The program has not started again within " + patience.toMinutes() + " minutes.",
                "Look at what it says where it was started, and into the log file below " + data + ".");
    }

    /** Until the figures are complete up to now, or the source cannot be read: that is said, and not this command's to mend. */
    private void awaitSource(RunningProgram program) throws InterruptedException {
        long deadline = System.nanoTime() + CATCHING_UP.toNanos();
        try (Step step = terminal.step("Caught up with the source")) {
            while (System.nanoTime() < deadline) {
                Optional<JsonNode> status = program.find("/api/status");
                if (status.filter(RestoreCommand::figuresAreLive).isPresent()) {
                    step.done();
                    sayLake(status.get().path("lake"));
                    return;
                }
                JsonNode source = status.map(now -> now.path("sources").path(0)).orElse(null);
                if (source != null && source.path("state").asText().matches("stopped|disconnected")) {
                    terminal.complain(
                            "The source is not read: " + source.path("message").asText());
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        }
        terminal.complain("The figures have not caught up yet; the status page says how far they are.");
    }

    /** Whatever else is wrong, such as a lake that is not of this log any more. */
    private static boolean figuresAreLive(JsonNode status) {
        JsonNode marts = status.path("marts");
        for (JsonNode mart : marts) {
            boolean off = mart.path("state").asText().equals("off");
            if (!off && mart.path("lagMillis").asLong(Long.MAX_VALUE) >= PlatformState.LIVE.toMillis()) {
                return false;
            }
        }
        return !marts.isEmpty();
    }

    private void sayLake(JsonNode lake) {
        if (lake.path("state").asText().matches("failed|behind")) {
            terminal.complain("The lake is " + lake.path("state").asText() + ": "
                    + lake.path("message").asText());
        }
    }
}
