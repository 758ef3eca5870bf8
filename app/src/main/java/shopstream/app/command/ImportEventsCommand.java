package shopstream.app.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.DataDirectory;
import shopstream.app.Refusal;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.ingestion.events.EventFile;

/** Events from files, as if they were told now. */
@Command(
        name = "import-events",
        header = {
            "Events from files into the running program, as if pages told them.",
            "",
            "Examples:",
            "  ./shopstream import-events clicks-2026-05.jsonl.gz",
            "  ./shopstream import-events clicks.csv --write-key 0123456789abcdef",
            ""
        },
        description = {
            "A file has JSON objects, best one on each line, in the shape of Segment's specification or a whole session; or it is"
                    + " CSV, whose columns are fields of an event (event, userId, anonymousId, timestamp, messageId), paths"
                    + " into it (context.page.url) or else properties (product_id, price). Files that end in .gz are"
                    + " unpacked.",
            "",
            "Each event is checked against its contract. What is rejected is said with its line, and is in the quarantine."
                    + " An event without a messageId gets one from its line and its content, so that a file that is"
                    + " imported twice counts once."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
public final class ImportEventsCommand implements Callable<Integer> {
    private static final int SHOWN_MAX = 50;

    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSON, or CSV where the name ends in .csv.")
    private List<Path> files;

    @Option(
            names = "--write-key",
            paramLabel = "KEY",
            description = "Of the source in shop.yaml whose events they are; not needed where it has none.")
    private String writeKey;

    @Mixin
    private DataOption data;

    private long shown;

    ImportEventsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new Refusal("The file " + file + " cannot be read.", "Correct its name; nothing was imported.");
            }
        }
        URI address = DataDirectory.runningAt(data.directory())
                .orElseThrow(() -> new Refusal(
                        "No program runs on " + data.directory().toAbsolutePath() + ".",
                        "Start it first, or name its data directory with --data; nothing was imported."));
        long accepted = 0;
        long rejected = 0;
        for (Path file : files) {
            EventUpload upload = new EventUpload(address, writeKey, this::reject);
            upload(file, upload);
            accepted += upload.accepted();
            rejected += upload.rejected();
        }
        if (shown > SHOWN_MAX) {
            terminal.say("… and " + (shown - SHOWN_MAX) + " more; all that reached the program are in its quarantine.");
        }
        terminal.result("accepted " + accepted);
        terminal.result("rejected " + rejected);
        return rejected == 0 ? 0 : RootCommand.WRONG;
    }

    private void upload(Path file, EventUpload upload) {
        try (Step step = terminal.step(file.getFileName() + " imported")) {
            EventFile events = new EventFile(file);
            events.read(event -> {
                upload.add(file, event);
                step.amount(String.format(Locale.ROOT, "%,d events", upload.accepted()));
            });
            upload.flush();
            step.amount(String.format(Locale.ROOT, "%,d events", upload.accepted()));
            step.done();
        } catch (IOException unreadable) {
            throw new Refusal(
                    "The file " + file + " cannot be read: " + unreadable.getMessage(),
                    "Correct it and import it again: what is in already counts once.");
        }
    }

    private void reject(String place, String reason) {
        if (++shown <= SHOWN_MAX) {
            terminal.complain(place + ": " + reason);
        }
    }
}
