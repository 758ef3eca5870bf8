package shopstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shopstream.app.outside.FileTree;
import shopstream.eventlog.WholeFile;

/**
 * Data that lies ready in a data directory, and how it takes the place of what is there. What is to be done is written down
 * first, so that a kill anywhere leaves either the old or, once it is finished at the next start, the new: never a mixture.
 */
final class RestoredData {
    /** Complete, and waiting to be taken. */
    static final String READY = "restored";

    /** Being written. */
    static final String UNFINISHED = "restored.part";

    private static final String PLAN = "restoring";
    private static final String OUT = "out";
    private static final String IN = "in";

    private RestoredData() {}

    /** Everything that belongs together: the log, what follows from it, and the lake, which holds places in that log. */
    private static List<String> parts() {
        List<String> parts = new ArrayList<>(
                List.of("log", RunningLake.FOLDER, RunningLake.FROM_BACKUP, SavedQuestions.FROM_BACKUP));
        parts.addAll(DataMigration.FOLLOWS_FROM_THE_LOG);
        return parts;
    }

    static boolean isReady(Path root) {
        return Files.exists(root.resolve(READY).resolve("log")) && !isUnderWay(root);
    }

    /** Whether data was being put in the place of other data when something died, or failed. */
    static boolean isUnderWay(Path root) {
        return Files.exists(root.resolve(PLAN));
    }

    /** @return where the data from before is kept */
    static Path take(Path root, Instant now) throws IOException {
        return exchange(root, READY, "before-restore-" + name(now));
    }

    /** Takes the data from before back; what was restored is kept aside instead. @return where that is */
    static Path putBack(Path root, Path before, Instant now) throws IOException {
        return exchange(root, before.getFileName().toString(), "failed-restore-" + name(now));
    }

    private static Path exchange(Path root, String from, String aside) throws IOException {
        WholeFile.write(root.resolve(PLAN), String.join(" ", OUT, aside, from) + "\n");
        return finish(root).orElseThrow();
    }

    /** Finishes what was begun, if anything was. @return where the data from before is kept */
    static Optional<Path> finish(Path root) throws IOException {
        Path plan = root.resolve(PLAN);
        if (!Files.exists(plan)) {
            return Optional.empty();
        }
        String[] words = Files.readString(plan).strip().split(" ");
        Path before = root.resolve(words[1]);
        Path from = root.resolve(words[2]);
        if (words[0].equals(OUT)) {
            Files.createDirectories(before);
            move(root, before);
            WholeFile.write(plan, String.join(" ", IN, words[1], words[2]) + "\n");
        }
        move(from, root);
        Files.deleteIfExists(from);
        Files.delete(plan);
        WholeFile.sync(root);
        return Optional.of(before);
    }

    private static void move(Path from, Path to) throws IOException {
        for (String part : parts()) {
            if (Files.exists(from.resolve(part))) {
                WholeFile.move(from.resolve(part), to.resolve(part));
            }
        }
    }

    /** Removes what lies ready, or what an interrupted restoration has left. */
    static void discard(Path directory) throws IOException {
        FileTree.delete(directory);
    }

    private static String name(Instant now) {
        return now.toString().replaceAll("\\..*", "Z").replace(":", "").replaceAll("ZZ$", "Z");
    }
}
