package shopstream.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How {@code ./shopstream} starts Java, with the program's own classes and no others. Java compiles once and quickly, since
 * most of these processes end before anything better pays.
 */
final class Program {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path CLASSPATH = HOME.resolve("app/target/classpath");

    private Program() {}

    /** Up to the name of the class; what follows are the program's arguments. */
    static List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:MaxDirectMemorySize=1g",
                "-XX:TieredStopAtLevel=1",
                // With one compiler only, Java keeps 48 MB for compiled code, which the models' jobs fill: it stops
                // compiling then.
                "-XX:ReservedCodeCacheSize=240m",
                "-Dshopstream.home=" + HOME,
                "-Duser.timezone=UTC"));
        command.addAll(classArchive());
        for (String opened : List.of("lang", "util", "net", "nio", "time", "lang.invoke")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classpath(), "shopstream.app.Shopstream"));
        return command;
    }

    private static String classpath() {
        try {
            return Files.readString(CLASSPATH).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    CLASSPATH + " is missing: build the program first (mvn package -DskipTests)", e);
        }
    }

    /** The first clean stop writes it, later starts map it. It fits one build, whose time is in its name. */
    private static List<String> classArchive() {
        try {
            Path archive = Path.of(
                            "target",
                            "classes-" + Files.getLastModifiedTime(CLASSPATH).toMillis() + ".jsa")
                    .toAbsolutePath();
            List<String> options = new ArrayList<>(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
            options.addAll(
                    Files.exists(archive)
                            ? List.of("-XX:SharedArchiveFile=" + archive)
                            : List.of("-XX:+RecordDynamicDumpInfo", "-Dshopstream.class-archive=" + archive));
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
