package shopstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path shared;

    @Test
    void whatADeadProcessLeftIsRemoved() throws IOException {
        Path left = Files.createDirectories(shared.resolve("run-1/unpacked"));
        Files.writeString(left.resolve("library.so"), "large");
        Files.createFile(shared.resolve("run-1/lock"));

        TemporaryFiles.claimedBelow(shared);

        assertThat(shared.resolve("run-1")).doesNotExist();
    }

    @Test
    void whatALivingProcessHasIsKept() throws IOException {
        Path first = TemporaryFiles.claimedBelow(shared);
        Files.writeString(first.resolve("library.so"), "large");

        Path second = TemporaryFiles.claimedBelow(shared);

        assertThat(second).isNotEqualTo(first).isDirectory();
        assertThat(first.resolve("library.so")).exists();
    }
}
