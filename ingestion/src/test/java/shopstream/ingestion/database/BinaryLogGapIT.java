package shopstream.ingestion.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

@ParameterizedClass
@Releases(value = MariaDb.NEWEST, further = MySql.RELEASE)
class BinaryLogGapIT extends LogGapSuite {
    private final String release;

    BinaryLogGapIT(String release) {
        this.release = release;
    }

    @Override
    Server start(Path directory) throws Exception {
        return Server.start(release, directory);
    }

    @Test
    void aBinaryLogThatLostItsEndInAPowerCutIsNoticed() throws Exception {
        Following following = readAndStopped();
        server.kill();
        List<Path> logs = binaryLogs();
        Path last = logs.get(logs.size() - 1);
        try (FileChannel file = FileChannel.open(last, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 200);
        }
        server.start();
        server.execute("shop", "SET sql_log_bin = 0", "DELETE FROM orders WHERE id = 1");

        assertReadAnew(following, "the file now ends at");
    }

    @Test
    void aBinaryLogThatWasBegunAnewIsNoticedAlsoWhenItHasGrownPastThePlace() throws Exception {
        Following following = readAndStopped();
        server.execute("shop", begunAnew(), "DELETE FROM orders WHERE id = 1");
        for (int i = 0; i < 40; i++) {
            server.execute("shop", "INSERT INTO other VALUES (" + i + ", repeat('x', " + (200 + i) + "))");
        }

        assertReadAnew(following, "log");
    }

    @Test
    void aRemovedPartOfTheBinaryLogIsNoticed() throws Exception {
        Following following = readAndStopped();
        server.execute("shop", "DELETE FROM orders WHERE id = 1", "FLUSH BINARY LOGS", "FLUSH BINARY LOGS");
        List<String> logs = server.column("", "SHOW BINARY LOGS");
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            server.execute("", "PURGE BINARY LOGS TO '" + logs.get(logs.size() - 1) + "'");
            return server.column("", "SHOW BINARY LOGS").size() == 1;
        });

        assertReadAnew(following, "no longer has this file");
    }

    private String begunAnew() {
        return server instanceof MySql ? "RESET BINARY LOGS AND GTIDS" : "RESET MASTER";
    }

    private List<Path> binaryLogs() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("server/data"))) {
            return files.filter(file -> file.getFileName().toString().matches("binlog\\.\\d+"))
                    .sorted()
                    .toList();
        }
    }
}
