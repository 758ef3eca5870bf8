package shopstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.app.outside.FileTree;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.JobGroups;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.LogFailure;
import shopstream.eventlog.LostEnd;
import shopstream.eventlog.LostEnds;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.NotedEnds;
import shopstream.eventlog.ProgressMark;
import shopstream.eventlog.WholeFile;
import shopstream.warehouse.WarehouseFile;

/**
 * That the log has lost records which were durable, as in a power cut. Whoever has read them cannot go on: a place behind
 * the log's end will be that of other records. So what follows from the log is put aside, and made anew from what it holds.
 * It is written down first, so that a kill in the middle does not leave it half done.
 */
final class LogLoss {
    private static final Logger LOG = LoggerFactory.getLogger(LogLoss.class);
    private static final String NOTE = "log-loss";

    private final Path root;
    private final LogAddress log;
    private final String aside;
    private final boolean rowsAreGone;
    private final String what;

    /** @param rowsAreGone whether rows of the source are, and not only what was made of them */
    private LogLoss(Path root, LogAddress log, String aside, boolean rowsAreGone, String what) {
        this.root = root;
        this.log = log;
        this.aside = aside;
        this.rowsAreGone = rowsAreGone;
        this.what = what;
    }

    /**
     * Looks for it, while nobody has the warehouse open or writes to the log.
     *
     * @param noted what the log's own broker had noted of its ends; {@link NotedEnds#UNKNOWN} where it is another's
     */
    static Optional<LogLoss> in(DataDirectory directory, LogAddress log, String source, NotedEnds noted, Instant now) {
        List<LostEnd> lost = eachOnce(
                LostEnds.of(log, source, noted), WarehouseFile.lostRows(directory.directory("warehouse"), log));
        Optional<LogLoss> before = begun(directory.root(), log);
        if (lost.isEmpty()) {
            return before;
        }
        lost.forEach(end -> LOG.warn("The log has lost its end: {}", end));
        boolean rowsAreGone = lost.stream().anyMatch(end -> !end.followsFromTheLog(log.names()))
                || before.filter(loss -> loss.rowsAreGone).isPresent();
        String more = lost.size() == 1 ? "" : " (and " + (lost.size() - 1) + " more like it)";
        return Optional.of(new LogLoss(
                directory.root(),
                log,
                "before-loss-" + now.toString().replaceAll("\\..*|Z$|:", "") + "Z",
                rowsAreGone,
                lost.get(0) + more));
    }

    /** Both may have missed the same. */
    private static List<LostEnd> eachOnce(List<LostEnd> some, List<LostEnd> others) {
        Map<String, LostEnd> each = new LinkedHashMap<>();
        Stream.concat(some.stream(), others.stream())
                .forEach(end -> each.putIfAbsent(end.topic() + "-" + end.partition(), end));
        return List.copyOf(each.values());
    }

    private static Optional<LogLoss> begun(Path root, LogAddress log) {
        Path note = root.resolve(NOTE);
        try {
            if (!Files.exists(note)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(note);
            return Optional.of(new LogLoss(root, log, lines.get(0), lines.get(1).equals("rows"), lines.get(2)));
        } catch (IOException unreadable) {
            throw refused(root, unreadable);
        }
    }

    /** Puts aside what follows from the log, and has the log forget the marts that were made of it. */
    void putAside() {
        try {
            WholeFile.write(root.resolve(NOTE), aside + "\n" + (rowsAreGone ? "rows" : "figures") + "\n" + what + "\n");
            Path target = Files.createDirectories(root.resolve(aside));
            for (String name : DataMigration.FOLLOWS_FROM_THE_LOG) {
                Path file = root.resolve(name);
                if (Files.exists(target.resolve(name))) {
                    // What an interrupted start has made since.
                    FileTree.delete(file);
                } else if (Files.exists(file)) {
                    WholeFile.move(file, target.resolve(name));
                }
            }
        } catch (IOException unwritable) {
            throw refused(root, unwritable);
        }
        try (MartCatalog catalog = new MartCatalog(log)) {
            for (DeclaredMart mart : catalog.all()) {
                catalog.withdraw(mart.name());
            }
        }
        try {
            JobGroups.forgetAllBut(log, List.of());
            JobGroups.forgetProfiles(log);
        } catch (LogFailure refused) {
            // On a cluster of one's own the right to it may be missing; the models' next editions have other names.
            LOG.warn("{}", refused.getMessage());
        }
    }

    /** Has everything begin anew, from the source where rows of it are gone. */
    void begin(EventLog writer) {
        if (rowsAreGone) {
            writer.needSnapshot();
        }
        ProgressMark now = writer.cut();
        // Else, on the way through what is still there, figures would be claimed that are older than those shown
        // before.
        writer.mark(now.sourceTime(), Completeness.BEGUN_ANEW);
        try {
            Files.delete(root.resolve(NOTE));
        } catch (IOException undeletable) {
            throw refused(root, undeletable);
        }
    }

    /** For the person at the terminal, and whoever asks for the status. */
    String sentence() {
        return "The log has lost records that were durable: " + what + ". "
                + (rowsAreGone
                        ? "All rows are read anew from the source, and all figures are made anew"
                        : "All figures are made anew from the log")
                + "; what was there before is in " + root.resolve(aside) + " and can be deleted.";
    }

    private static Refusal refused(Path root, IOException why) {
        return new Refusal(
                "The log has lost records, and what was made of them cannot be put aside in " + root + ": "
                        + why.getMessage(),
                "Check the free space and the permissions there, and start again.");
    }
}
