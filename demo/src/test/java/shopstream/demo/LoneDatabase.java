package shopstream.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process of its own that starts a sample database, or writes a history without end, so that a test can kill it. */
final class LoneDatabase {

    private LoneDatabase() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        SampleDatabase database = SampleDatabase.start(directory, step -> {});
        if (arguments.length > 1) {
            ShopPlan endless = new ShopPlan(1, 3_000, 1);
            SampleShop.writeHistory(database, endless, Clock.systemUTC(), (done, expected) -> markReady(directory));
        }
        markReady(directory);
        new CountDownLatch(1).await();
    }

    private static void markReady(Path directory) {
        try {
            Files.writeString(directory.resolve("ready"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Process startIn(Path directory) throws IOException {
        return start(directory);
    }

    static Process writeHistoryIn(Path directory) throws IOException {
        return start(directory, "history");
    }

    private static Process start(Path directory, String... further) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LoneDatabase.class.getName(),
                directory.toString()));
        command.addAll(List.of(further));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("child.log").toFile())
                .start();
    }

    static boolean isReady(Path directory) {
        return Files.exists(directory.resolve("ready"));
    }
}
