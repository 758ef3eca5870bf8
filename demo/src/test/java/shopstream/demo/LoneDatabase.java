package shopstream.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process of its own that starts a sample database and then does nothing, so that a test can kill it. */
final class LoneDatabase {

    private LoneDatabase() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        SampleDatabase.start(directory, step -> {});
        Files.writeString(directory.resolve("ready"), "");
        new CountDownLatch(1).await();
    }

    static Process startIn(Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LoneDatabase.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("child.log").toFile())
                .start();
    }

    static boolean isReady(Path directory) {
        return Files.exists(directory.resolve("ready"));
    }
}
