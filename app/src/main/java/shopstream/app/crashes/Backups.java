package shopstream.app.crashes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import shopstream.app.outside.ProgramCommand;

/** Backups of the platform while it runs, and the way back to one, as the commands do it. */
final class Backups {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path data;

    /** @param data of the platform; backups lie beside it */
    Backups(Path data) {
        this.data = data;
    }

    /** Begins one that is to be interrupted. */
    Process begin(int number) throws IOException {
        return start("backup", data.resolveSibling("backup-" + number));
    }

    /** Takes one that nothing interrupts. @throws CrashedShop.NotRecovered when it fails */
    Path take(int number) throws IOException, InterruptedException {
        Path backup = data.resolveSibling("whole-backup-" + number);
        succeed("backup", backup);
        return backup;
    }

    /** Goes back to one, and on to what the source has now. @throws CrashedShop.NotRecovered when it fails */
    void restore(Path backup) throws IOException, InterruptedException {
        succeed("restore", backup);
    }

    private void succeed(String command, Path backup) throws IOException, InterruptedException {
        Process process = start(command, backup);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new CrashedShop.NotRecovered(command + " has not ended within " + PATIENCE.toMinutes() + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new CrashedShop.NotRecovered(command + " has failed; it said: " + Files.readString(words(command)));
        }
    }

    private Process start(String command, Path backup) throws IOException {
        return new ProcessBuilder(
                        ProgramCommand.of(List.of(), List.of(command, backup.toString(), "--data", data.toString())))
                .redirectErrorStream(true)
                .redirectOutput(words(command).toFile())
                .start();
    }

    private Path words(String command) {
        return data.resolveSibling(command + "-words.txt");
    }
}
