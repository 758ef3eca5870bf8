package shopstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dies while restored data takes the place of the present: it ends with the one or the other, never a mixture. */
class RestoredDataTest {
    private static final Instant NOW = Instant.parse("2026-11-21T16:00:01.5Z");
    private static final String BEFORE = "before-restore-2026-11-21T160001Z";
    private static final List<String> PARTS = List.of("log", "models", "models.json", "profiles", "warehouse");

    @TempDir
    private Path root;

    @Test
    void takesThePlaceOfThePresentWhichIsKept() throws IOException {
        present();
        ready();
        assertThat(RestoredData.isReady(root)).isTrue();
        assertThat(RestoredData.take(root, NOW)).isEqualTo(root.resolve(BEFORE));
        assertRestored();
    }

    @Test
    void isPutBackWhenItIsOfNoUse() throws IOException {
        present();
        ready();
        Path before = RestoredData.take(root, NOW);
        Path failed = RestoredData.putBack(root, before, NOW);
        for (String part : PARTS) {
            assertThat(root.resolve(part)).hasContent("old " + part);
        }
        assertThat(failed.resolve("log")).hasContent("new log");
        assertThat(before).doesNotExist();
    }

    @Test
    void isFinishedFromWhereverItWasInterrupted() throws IOException {
        for (int moved = 0; moved <= PARTS.size(); moved++) {
            present();
            ready();
            Files.createDirectories(root.resolve(BEFORE));
            for (String part : PARTS.subList(0, moved)) {
                Files.move(root.resolve(part), root.resolve(BEFORE).resolve(part));
            }
            Files.writeString(root.resolve("restoring"), "out " + BEFORE + " restored\n");
            assertFinished();
        }
    }

    @Test
    void isFinishedWhereTheNewHasBegunToMoveIn() throws IOException {
        for (boolean moved : List.of(false, true)) {
            present();
            ready();
            Files.createDirectories(root.resolve(BEFORE));
            for (String part : PARTS) {
                Files.move(root.resolve(part), root.resolve(BEFORE).resolve(part));
            }
            if (moved) {
                Files.move(root.resolve("restored").resolve("log"), root.resolve("log"));
            }
            Files.writeString(root.resolve("restoring"), "in " + BEFORE + " restored\n");
            assertFinished();
        }
    }

    @Test
    void whatOnlyLiesReadyChangesNothing() throws IOException {
        present();
        ready();
        assertThat(RestoredData.finish(root)).isEmpty();
        assertThat(root.resolve("log")).hasContent("old log");
    }

    @Test
    void whatIsStillBeingWrittenIsNotReady() throws IOException {
        present();
        Files.createDirectories(root.resolve("restored.part/log"));
        assertThat(RestoredData.isReady(root)).isFalse();
    }

    private void assertFinished() throws IOException {
        assertThat(RestoredData.finish(root)).contains(root.resolve(BEFORE));
        assertRestored();
        assertThat(RestoredData.finish(root)).isEmpty();
        RestoredData.discard(root);
        Files.createDirectories(root);
    }

    private void assertRestored() {
        assertThat(root.resolve("log")).hasContent("new log");
        for (String part : PARTS) {
            assertThat(root.resolve(BEFORE).resolve(part)).hasContent("old " + part);
        }
        for (String gone : List.of("models", "models.json", "warehouse", "restored", "restoring")) {
            assertThat(root.resolve(gone)).doesNotExist();
        }
    }

    private void present() throws IOException {
        for (String part : PARTS) {
            Files.writeString(root.resolve(part), "old " + part);
        }
    }

    /** Files stand for directories: they are only ever renamed as a whole. */
    private void ready() throws IOException {
        Files.createDirectories(root.resolve("restored"));
        Files.writeString(root.resolve("restored").resolve("log"), "new log");
    }
}
