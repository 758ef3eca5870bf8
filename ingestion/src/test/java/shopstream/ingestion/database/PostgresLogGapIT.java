package shopstream.ingestion.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostgresLogGapIT extends LogGapSuite {
    @Override
    Server start(Path directory) throws Exception {
        return Server.start(Postgres.RELEASE, directory);
    }

    @Test
    void aSlotThatSomebodyMadeAnewIsNoticed() throws Exception {
        Following following = readAndStopped();
        server.execute(
                "shop",
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots",
                "DELETE FROM orders WHERE id = 1",
                "SELECT pg_create_logical_replication_slot('shop_shop', 'pgoutput')");

        assertReadAnew(following, "made it anew or moved it");
    }

    @Test
    void anOlderCopyOfTheServerIsNoticed() throws Exception {
        Following following = readAndStopped();
        server.close();
        Path data = directory.resolve("server/data");
        Path copy = directory.resolve("copy");
        copy(data, copy);
        server.start();
        following.open();
        following.untilStreaming();
        server.execute("shop", "INSERT INTO orders VALUES (4, 'd')");
        long end = Long.parseLong(server.column("shop", "SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint")
                .get(0));
        // The place is kept every few seconds.
        await().atMost(Duration.ofSeconds(90))
                .until(() -> KeptPlace.read(server.source("shop", "capture"), log)
                        .filter(place -> ((Number) place.get("lsn")).longValue() >= end)
                        .isPresent());
        following.close();
        server.close();
        delete(data);
        Files.move(copy, data);
        server.start();

        server.execute("shop", "DELETE FROM orders WHERE id = 1");
        assertReadAnew(following, "lost the end of its log, or an older copy");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
