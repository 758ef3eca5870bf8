package shopstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.function.LongConsumer;
import shopstream.app.outside.FileTree;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.eventlog.BackupManifest;
import shopstream.eventlog.LogFailure;
import shopstream.eventlog.LogRestoration;
import shopstream.eventlog.WholeFile;
import shopstream.lake.LakeProblem;
import shopstream.lake.LakeRestoration;

/** A backup made ready in a data directory, beside the data that is in use. */
public final class Restoration {
    private static final long MEGABYTE = 1 << 20;

    private final Path backup;
    private final BackupManifest manifest;
    private final Terminal terminal;

    private Restoration(Path backup, BackupManifest manifest, Terminal terminal) {
        this.backup = backup;
        this.manifest = manifest;
        this.terminal = terminal;
    }

    /** @throws Refusal when the directory is no complete backup that this program understands */
    public static Restoration of(Path backup, Terminal terminal) {
        try {
            return new Restoration(backup, BackupManifest.of(backup), terminal);
        } catch (LogFailure unusable) {
            throw refused(unusable, backup);
        }
    }

    /** Whose backup it is. */
    public ShopIdentity shop() {
        return new ShopIdentity(manifest.label().shop(), manifest.label().source());
    }

    /** When it was taken, of what, as words. */
    public String description() {
        return String.format(
                Locale.ROOT, "taken %s, %,d records", manifest.label().takenAt(), manifest.records());
    }

    /** @throws Refusal when the backup is of another shop, or of topics that are named otherwise */
    public void requireOf(ShopIdentity running, String prefix) {
        if (!shop().equals(running)) {
            throw new Refusal(
                    "The backup " + backup + " is of the shop " + shop() + ", not of " + running + ".",
                    "Name a backup of this shop, or restore into a directory of its own with --data.");
        }
        if (!manifest.prefix().equals(prefix)) {
            throw new Refusal(
                    "The backup " + backup + " has topics under the prefix " + manifest.prefix() + ", not " + prefix
                            + ".",
                    "Restore it into a directory of its own with --data, and start that with `prefix: "
                            + manifest.prefix() + "` below `log:` in shop.yaml.");
        }
    }

    /** Under which prefix the log that it makes has its topics. */
    public String prefix() {
        return manifest.prefix();
    }

    /**
     * Checks every file of the backup and writes the log it makes beside the one in use. Nothing there is touched.
     *
     * @throws Refusal when a file of the backup is damaged, or there is no space
     */
    public void prepare(Path root) {
        Path unfinished = root.resolve(RestoredData.UNFINISHED);
        if (RestoredData.isUnderWay(root)) {
            throw new Refusal("Another restoration is going on in " + root + ".", "Wait until it is done.");
        }
        LogFile.at(root.resolve("restore.log"));
        try {
            RestoredData.discard(unfinished);
            RestoredData.discard(root.resolve(RestoredData.READY));
            requireSpace(root);
            try (Step step = terminal.step("Backup checked")) {
                new LogRestoration(backup, manifest, records -> {}).verify();
                verifyLake();
                verifyQuestions();
                step.done();
            }
            try (Step step = terminal.step("Log written from the backup")) {
                LongConsumer amount = records -> step.amount(String.format(Locale.ROOT, "%,d records", records));
                new LogRestoration(backup, manifest, amount).into(unfinished.resolve("log"));
                step.done();
            }
            if (Files.exists(lake())) {
                FileTree.copy(lake(), unfinished.resolve(RunningLake.FROM_BACKUP));
            }
            SavedQuestions.restore(backup, unfinished);
            WholeFile.sync(unfinished);
            WholeFile.move(unfinished, root.resolve(RestoredData.READY));
        } catch (LogFailure unusable) {
            throw left(root, refused(unusable, backup));
        } catch (IOException unwritable) {
            throw left(
                    root,
                    new Refusal(
                            "The backup cannot be written to " + root + ": " + unwritable.getMessage() + ".",
                            "Check the free space and the permissions there; the present data was not touched."));
        }
    }

    private Path lake() {
        return backup.resolve(RunningLake.FOLDER);
    }

    private void verifyLake() {
        try {
            if (Files.exists(lake())) {
                new LakeRestoration(lake()).verify();
            }
        } catch (LakeProblem damaged) {
            throw new Refusal(damaged.getMessage(), damaged.nextStep() + " The present data was not touched.");
        }
    }

    private void verifyQuestions() {
        try {
            SavedQuestions.verify(backup);
        } catch (IllegalStateException damaged) {
            throw new Refusal(damaged.getMessage(), "Do that; the present data was not touched.");
        }
    }

    /** Puts what was prepared in the place of the present data, where no program runs. @return where that is kept now */
    public Path take(DataDirectory held, Clock clock) {
        try {
            return RestoredData.take(held.root(), clock.instant());
        } catch (IOException e) {
            throw new Refusal(
                    "The restored data cannot take the place of the present in " + held.root() + ": " + e.getMessage()
                            + ".",
                    "Mend that and start the program: it finishes what was begun.");
        }
    }

    /** What a log takes is about half of its records; the marts that follow from it take the rest. */
    private void requireSpace(Path root) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < manifest.bytes()) {
            throw new Refusal(
                    "The backup needs up to " + (manifest.bytes() / MEGABYTE + 1) + " MB in " + root + ", where "
                            + free / MEGABYTE + " MB are free.",
                    "Free some space there; the present data was not touched.");
        }
    }

    private static Refusal left(Path root, Refusal refusal) {
        try {
            RestoredData.discard(root.resolve(RestoredData.UNFINISHED));
        } catch (IOException e) {
            return new Refusal(
                    refusal.getMessage(),
                    "Delete " + root.resolve(RestoredData.UNFINISHED) + ", then: " + refusal.nextStep());
        }
        return refusal;
    }

    private static Refusal refused(LogFailure unusable, Path backup) {
        return new Refusal(
                unusable.getMessage(),
                "Name another backup than " + backup + ", or mend what is said; the present data was not touched.");
    }
}
