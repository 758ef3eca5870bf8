package shopstream.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import shopstream.app.DataDirectory;
import shopstream.app.LakeHome;
import shopstream.app.Refusal;
import shopstream.app.RunningLake;
import shopstream.app.configuration.Environment;
import shopstream.app.terminal.Terminal;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeBackup;
import shopstream.lake.LakeProblem;
import shopstream.lake.LakeStores;
import shopstream.lake.StoreTrial;

/** The lake of a data directory, to be looked at whether or not the program runs on it. */
final class KeptLake {
    private KeptLake() {}

    /** @throws Refusal where there is none */
    static Lake of(Path data) {
        DataDirectory.runningAt(data);
        Path lake = data.resolve(RunningLake.FOLDER);
        if (!Files.isDirectory(lake)) {
            throw new Refusal(
                    data.toAbsolutePath() + " has no lake.",
                    "Write `lake: history` as a custom property into the contract of a dataset, and start the program.");
        }
        LakeAddress address = LakeHome.address(data, Environment.ofProcess());
        // Iceberg would ask for more than a minute before it says so.
        StoreTrial.absence(address).ifPresent(absent -> {
            throw absent;
        });
        return Lake.open(address);
    }

    /** Copies the lake of a data directory into a backup; of one that is kept elsewhere it is said what to do. */
    static void backUp(Path data, Path backup, Terminal terminal) {
        if (!Files.isDirectory(data.resolve(RunningLake.FOLDER))) {
            return;
        }
        LakeStores stores = LakeHome.stores(data, Environment.ofProcess());
        if (!stores.onDisk()) {
            terminal.say("  The lake is kept in " + LakeHome.address(data, Environment.ofProcess())
                    + " and is not copied: keep earlier versions there, by the server's own means. After a restore, name"
                    + " another `warehouse`: the history begins anew there.");
            return;
        }
        try (Lake lake = of(data)) {
            terminal.say("  Lake copied, "
                    + count(LakeBackup.take(lake, backup.resolve(RunningLake.FOLDER), Clock.systemUTC())) + " rows");
        }
    }

    /** @throws Refusal where the lake has no such dataset */
    static HistoryTable history(Lake lake, String dataset) {
        try {
            return lake.historyOf(dataset);
        } catch (LakeProblem missing) {
            throw new Refusal(missing.getMessage(), missing.nextStep());
        }
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replace("Z", "");
    }

    /** A size in the unit that suits it. */
    static String size(long bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
    }
}
