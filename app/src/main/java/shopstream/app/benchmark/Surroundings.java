package shopstream.app.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where and when something was measured. */
record Surroundings(LocalDate day, String machine, String java, Optional<String> database) {

    static Surroundings now(Clock clock) {
        return new Surroundings(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                describedMachine(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                Optional.empty());
    }

    Surroundings with(Optional<String> databaseVersion) {
        return new Surroundings(day, machine, java, databaseVersion);
    }

    /** In one sentence; what was under way on the machine beside the measurement is for the reader to know. */
    String sentence() {
        return day + ", " + machine + ", " + java
                + database.map(version -> ", MariaDB " + version).orElse("") + ".";
    }

    private static String describedMachine() {
        int cores = Runtime.getRuntime().availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.format(
                Locale.ROOT,
                "%d cores%s, %s, load of the machine at the start %.1f",
                cores,
                field("/proc/cpuinfo", "model name")
                        .map(name -> " (" + name + ")")
                        .orElse(""),
                field("/proc/meminfo", "MemTotal")
                        .map(kilobytes ->
                                Math.round(Long.parseLong(kilobytes.replace(" kB", "")) / 1048576.0) + " GB of memory")
                        .orElse("memory unknown"),
                load);
    }

    private static Optional<String> field(String file, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
