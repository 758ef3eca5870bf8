package shopstream.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What every start waits for, whatever is started: memory that nobody has touched yet, which on some machines comes at once and on others
 * at a few hundred megabytes a second.
 */
final class FreshMemory {
    private FreshMemory() {}

    /** How long Java takes that touches a gigabyte, somewhat less than the program does until it is ready, and ends. */
    static double seconds(Path scratch) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return MeasuredProcess.run(
                        List.of(java, "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-version"),
                        scratch)
                .seconds();
    }
}
