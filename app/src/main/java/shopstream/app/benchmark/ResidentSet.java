package shopstream.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says of a process's memory. */
final class ResidentSet {
    private static final double KILOBYTES = 1024;
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) \\S{4} .*");

    private ResidentSet() {}

    static double megabytes(long pid) {
        return field(pid, "VmRSS");
    }

    /** The most it has held at any time since it began. */
    static double peakMegabytes(long pid) {
        return field(pid, "VmHWM");
    }

    /** What is resident between two addresses, such as those of Java's heap. */
    static double megabytesBetween(long pid, long from, long to) {
        double kilobytes = 0;
        boolean inside = false;
        for (String line : lines(pid, "smaps")) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                long begin = Long.parseUnsignedLong(mapping.group(1), 16);
                inside = Long.compareUnsigned(begin, from) >= 0 && Long.compareUnsigned(begin, to) < 0;
            } else if (inside && line.startsWith("Rss:")) {
                kilobytes += number(line);
            }
        }
        return kilobytes / KILOBYTES;
    }

    private static double field(long pid, String name) {
        return lines(pid, "status").stream()
                        .filter(line -> line.startsWith(name + ":"))
                        .mapToDouble(ResidentSet::number)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("/proc/" + pid + "/status has no " + name))
                / KILOBYTES;
    }

    private static double number(String line) {
        return Double.parseDouble(line.replaceAll("\\D+", ""));
    }

    private static List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory is read from /proc, as Linux has it: " + e.getMessage(), e);
        }
    }
}
