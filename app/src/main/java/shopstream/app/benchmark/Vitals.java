package shopstream.app.benchmark;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shopstream.app.outside.Api;
import shopstream.app.outside.PlatformProcess;

/** What a running platform holds: memory by part, files, handles, threads, and what it keeps on disk. */
final class Vitals {
    private static final double MEGABYTE = 1024 * 1024;
    private static final Pattern WAREHOUSE = Pattern.compile("(?m)^shopstream_warehouse_memory_bytes (\\S+)");

    /** What grows with the orders, as it must. */
    static final String STATE = "models' checkpoints";

    static final String LOG = "log";
    static final String WAREHOUSE_FILES = "warehouse";

    private Vitals() {}

    /** @return by name; memory and sizes in megabytes, the rest counted */
    static Map<String, Double> of(PlatformProcess platform, Path data) throws IOException, InterruptedException {
        Map<String, Double> vitals = new LinkedHashMap<>();
        long pid = platform.pid();
        double resident = ResidentSet.megabytes(pid);
        JavaMemory java = JavaMemory.of(pid);
        double duckDb = duckDb(platform.api());
        vitals.put("resident memory", resident);
        vitals.put("Java's heap", java.heap());
        vitals.put("classes and compiled code", java.metaspaceAndCode());
        vitals.put("direct buffers", java.direct());
        vitals.put("threads, collector, compiler", java.rest());
        vitals.put("DuckDB's buffers", duckDb);
        double known = java.heap() + java.metaspaceAndCode() + java.direct() + java.rest() + duckDb;
        vitals.put("RocksDB, mapped files, allocators", Math.max(0, resident - known));
        vitals.put("open handles", (double) count(Path.of("/proc", Long.toString(pid), "fd")));
        vitals.put("threads", (double) count(Path.of("/proc", Long.toString(pid), "task")));
        vitals.put("files", files(data).count());
        vitals.put(STATE, files(data.resolve("models")).megabytes());
        vitals.put(LOG, files(data.resolve("log")).megabytes());
        vitals.put(WAREHOUSE_FILES, files(data.resolve("warehouse")).megabytes());
        return vitals;
    }

    private static double duckDb(Api api) throws IOException, InterruptedException {
        Matcher bytes = WAREHOUSE.matcher(api.get("/metrics"));
        if (!bytes.find()) {
            throw new IOException("/metrics does not say what the warehouse holds");
        }
        return Double.parseDouble(bytes.group(1)) / MEGABYTE;
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private record Tree(double count, double megabytes) {}

    /** Files come and go while they are counted. */
    private static Tree files(Path directory) throws IOException {
        long[] all = new long[2];
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                all[0]++;
                all[1] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return new Tree(all[0], all[1] / MEGABYTE);
    }
}
