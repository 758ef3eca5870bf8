package shopstream.app.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process with native memory tracking says of its own memory, in megabytes, through {@code jcmd}. */
record JavaMemory(double heap, double metaspaceAndCode, double direct, double rest) {
    static final String TRACKING = "-XX:NativeMemoryTracking=summary";

    private static final double KILOBYTES = 1024;
    private static final Pattern AREA = Pattern.compile("-\\s+(.+?) \\(reserved=\\d+KB, committed=(\\d+)KB\\)");
    private static final Pattern USED = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
    private static final Pattern HEAP = Pattern.compile("\\[0x([0-9a-f]+), (?:0x[0-9a-f]+, )?0x([0-9a-f]+)\\)");

    /** @throws IOException when the process cannot be asked */
    static JavaMemory of(long pid) throws IOException, InterruptedException {
        return read(pid, ask(pid, "VM.native_memory", "summary"), ask(pid, "GC.heap_info"));
    }

    /** What a process's heap still holds after all of it was collected, in megabytes; it stands still meanwhile. */
    static double heapInUse(long pid) throws IOException, InterruptedException {
        ask(pid, "GC.run");
        Matcher used = USED.matcher(ask(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new IOException("jcmd said nothing that is understood about the heap of process " + pid);
        }
        return Double.parseDouble(used.group(1)) / KILOBYTES;
    }

    private static JavaMemory read(long pid, String areas, String heapInfo) throws IOException {
        double metaspaceAndCode = 0;
        double direct = 0;
        double rest = 0;
        Matcher area = AREA.matcher(areas);
        while (area.find()) {
            double megabytes = Double.parseDouble(area.group(2)) / KILOBYTES;
            switch (area.group(1).strip()) {
                // The heap is counted by what is resident of it; committed pages that were never touched cost nothing.
                case "Java Heap" -> {}
                case "Class", "Metaspace", "Code", "Symbol", "Shared class space" -> metaspaceAndCode += megabytes;
                case "Other" -> direct += megabytes;
                default -> rest += megabytes;
            }
        }
        Matcher part = HEAP.matcher(heapInfo.replaceAll("(?s)Metaspace.*", ""));
        long from = Long.MAX_VALUE;
        long to = 0;
        while (part.find()) {
            from = Math.min(from, Long.parseLong(part.group(1), 16));
            to = Math.max(to, Long.parseLong(part.group(2), 16));
        }
        if (direct + rest == 0 || to == 0) {
            throw new IOException("jcmd said nothing that is understood about the memory of process " + pid);
        }
        return new JavaMemory(ResidentSet.megabytesBetween(pid, from, to), metaspaceAndCode, direct, rest);
    }

    private static String ask(long pid, String... question) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        command.addAll(List.of(question));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd could not ask process " + pid + ": " + answer.strip());
        }
        return answer;
    }
}
