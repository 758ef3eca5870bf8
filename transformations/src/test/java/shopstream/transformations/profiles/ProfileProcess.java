package shopstream.transformations.profiles;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import shopstream.eventlog.LogAddress;
import shopstream.transformations.engine.FlinkEngine;

/** The folding of profiles in a process of its own, for tests that kill it. */
final class ProfileProcess {
    private ProfileProcess() {}

    /** @param arguments the broker's address, the prefix of its topics, and the directory of the job */
    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[2]);
        LogAddress log = new LogAddress(arguments[0], Map.of(), arguments[1], (short) 1);
        FlinkEngine engine = FlinkEngine.start(ProfileJob.SLOTS, directory.resolve("engine"));
        new ProfileJob(
                directory.resolve("profiles"),
                log,
                RandomVisitors.DATASET,
                Optional.of(RandomSales.from(() -> Optional.of(RandomSales.topic(log, "1")))),
                engine,
                1,
                Duration.ofMillis(300),
                Clock.systemUTC());
        System.out.println("folding");
        TimeUnit.DAYS.sleep(1);
    }

    /** @param directory of the job, where it writes what it says */
    static Process start(LogAddress log, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .toList());
        command.addAll(
                List.of(ProfileProcess.class.getName(), log.bootstrapServers(), log.prefix(), directory.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("process.out").toFile())
                .start();
    }
}
