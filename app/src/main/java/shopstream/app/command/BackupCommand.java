package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.DataDirectory;
import shopstream.app.ProgramVersion;
import shopstream.app.Refusal;
import shopstream.app.SavedQuestions;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.eventlog.BackupLabel;
import shopstream.eventlog.BackupManifest;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.LogBackup;
import shopstream.eventlog.LogFailure;
import shopstream.eventlog.ProgressMark;

/** A copy of what cannot be had again, taken from the program that runs. */
@Command(
        name = "backup",
        header = {
            "Copies what cannot be had again, while the program runs.",
            "",
            "Example:",
            "  ./shopstream backup /backups/monday",
            ""
        },
        description = {
            "Copies the log: every row and every rejected one, as they were read from the source, and up to where it was"
                    + " read; the lake, where it is on disk; and the saved questions. Figures follow from these and are not"
                    + " copied. The dashboard goes on meanwhile. DIR is there when all of it is written.",
            "",
            "While no program runs, the data directory itself can be copied: cp -a data elsewhere."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
public final class BackupCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "Where to; must not be there yet.")
    private Path directory;

    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DATA",
            description = "The data directory of the running program (default: ${DEFAULT-VALUE}).")
    private Path data;

    BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path target = directory.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new Refusal(target + " is there already.", "Name a directory that is not there yet.");
        }
        URI address = DataDirectory.runningAt(data)
                .orElseThrow(() -> new Refusal(
                        "No program runs on " + data.toAbsolutePath() + ".",
                        "Start it, or copy the directory itself while nothing runs: cp -a " + data + " " + directory));
        RunningProgram program = new RunningProgram(address, "Look into the log file below " + data + ".");
        JsonNode log = program.get("/api/backup");
        requireEmbedded(log);
        try (Step step = terminal.step("Backup written")) {
            LogAddress broker = new LogAddress(
                    log.get("bootstrapServers").asText(),
                    Map.of(),
                    log.get("prefix").asText(),
                    (short) 1);
            BackupLabel label = new BackupLabel(
                    log.get("shop").asText(),
                    log.get("source").asText(),
                    ProgramVersion.text(),
                    Clock.systemUTC().instant());
            BackupManifest manifest = new LogBackup(
                            broker, records -> step.amount(String.format(Locale.ROOT, "%,d records", records)))
                    .take(target, label, log.get("readAnew").asBoolean(), () -> {
                        // First the lake: what it holds is then in the log that is copied up to the cut.
                        KeptLake.backUp(data, BackupManifest.unfinished(target), terminal);
                        SavedQuestions.backUp(data, BackupManifest.unfinished(target));
                        return ProgressMark.of(program.post("/api/backup/cut").toString());
                    });
            step.done();
            step.amount(String.format(Locale.ROOT, "%,d records", manifest.records()));
        } catch (LogFailure | UncheckedIOException failed) {
            throw new Refusal(failed.getMessage(), "Mend that, or name a directory on another disk, and run it again.");
        }
        terminal.result("backup " + target);
        return 0;
    }

    static void requireEmbedded(JsonNode log) {
        if (!log.get("embedded").asBoolean()) {
            throw new Refusal(
                    "The log is kept by your own Kafka cluster at "
                            + log.get("bootstrapServers").asText() + ", not by this program.",
                    "Back up and restore the topics " + log.get("prefix").asText() + ".* by the cluster's own means.");
        }
    }
}
