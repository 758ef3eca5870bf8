package shopstream.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.warehouse.training.TrainingSet;

/**
 * Apache Spark in a process of its own, with classes of its own: it knows nothing of this program but the files of the lake
 * and their catalog. It is there only when the Maven profile {@code spark} was built.
 */
final class SparkAlone {
    /** Of four gigabytes, what is not for the process itself. */
    static final String HEAP = "3g";

    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private final Path classpath;

    /** @param home of this program's sources */
    SparkAlone(Path home) {
        this.classpath = home.resolve("spark").resolve("target").resolve("classpath");
    }

    boolean built() {
        return Files.isRegularFile(classpath);
    }

    String notBuilt() {
        return "Spark not measured: mvn -P spark -pl spark package brings it";
    }

    /** What it did. @param seconds from asking to the last row written, without its start */
    record Join(MeasuredProcess process, double seconds) {}

    /** Writes the set's rows, as they are now. @param out must not be there yet */
    Join join(Path lake, TrainingSet set, Path out, Path scratch) throws IOException, InterruptedException {
        Path query = Files.writeString(scratch.resolve("query.sql"), query(set));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        command.addAll(List.of("-Xmx" + HEAP, "-Duser.timezone=UTC", "-Djava.io.tmpdir=" + scratch));
        command.addAll(List.of("-cp", Files.readString(classpath).strip(), "shopstream.spark.SparkJoin"));
        command.addAll(List.of(lake.toString(), query.toString(), out.toString()));
        MeasuredProcess process = MeasuredProcess.run(command, scratch);
        return new Join(
                process, Double.parseDouble(process.said().get(process.said().size() - 1)));
    }

    private static String query(TrainingSet set) {
        return set.columns().stream()
                .map(column -> "CAST(" + column.name() + " AS " + column.type() + ") AS " + column.name())
                .collect(Collectors.joining(", ", "SELECT ", " FROM (" + set.sql() + "\n) AS query"));
    }
}
