package shopstream.transformations.lake;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.LogAddress;
import shopstream.lake.LakeAddress;

/** The lake's writing in a process of its own, for tests that kill it. */
final class LakeProcess {
    private LakeProcess() {}

    /** Starts it. @param directory of everything, where what it says is, too */
    static Process start(String broker, Path directory, long everyMillis) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .toList());
        command.addAll(List.of(LakeProcess.class.getName(), broker, directory.toString(), Long.toString(everyMillis)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("process.out").toFile())
                .start();
    }

    /** @param arguments the broker's address, the directory of everything, and how often to commit in milliseconds */
    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[1]);
        LogAddress log = new LogAddress(arguments[0], Map.of(), LoggedChanges.PREFIX, (short) 1);
        new LakeWriter(
                directory.resolve("job"),
                LakeAddress.in(directory.resolve("lake")),
                log,
                LoggedChanges.SOURCE,
                LoggedChanges.CONTRACTS,
                Duration.ofMillis(Long.parseLong(arguments[2])),
                new Completeness(log),
                Clock.systemUTC());
        System.out.println("writing");
        TimeUnit.DAYS.sleep(1);
    }
}
