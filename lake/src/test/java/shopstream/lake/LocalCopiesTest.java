package shopstream.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCopiesTest {
    private static final Instant MORNING = Instant.parse("2026-11-01T08:00:00Z");

    @TempDir
    private Path directory;

    private final InMemoryFileIO elsewhere = new InMemoryFileIO();

    private LocalCopies at(Instant now) {
        return new LocalCopies(directory.resolve("copies"), 10, Clock.fixed(now, ZoneOffset.UTC));
    }

    private String file(String name, String text) throws IOException {
        String location = "s3://bucket/" + name;
        try (OutputStream out = elsewhere.newOutputFile(location).createOrOverwrite()) {
            out.write(text.getBytes(UTF_8));
        }
        return location;
    }

    @Test
    void aFileIsCopiedOnceAndReadFromThereAlsoWhenItsServerIsGone() throws IOException {
        String one = file("one", "12345");
        assertThat(at(MORNING).of(one, elsewhere)).hasContent("12345");
        elsewhere.deleteFile(one);
        assertThat(at(MORNING).of(one, elsewhere)).hasContent("12345");
    }

    @Test
    void whatWasNotUsedForLongestLeavesAndNothingThatMayBeRead() throws IOException {
        Path one = at(MORNING).of(file("one", "12345"), elsewhere);
        Path two = at(MORNING.plusSeconds(60)).of(file("two", "12345"), elsewhere);
        Path three = at(MORNING.plusSeconds(120)).of(file("three", "12345"), elsewhere);
        assertThat(one).exists();
        assertThat(at(MORNING.plus(Duration.ofHours(2))).of("s3://bucket/one", elsewhere))
                .isEqualTo(one);

        at(MORNING.plus(Duration.ofHours(2))).of(file("four", "12345"), elsewhere);

        assertThat(one).exists();
        assertThat(two).doesNotExist();
        assertThat(three).doesNotExist();
    }

    @Test
    void whatCannotBeCopiedLeavesNothingBehind() throws IOException {
        Files.writeString(directory.resolve("copies"), "no directory");
        String one = file("one", "12345");
        assertThatThrownBy(() -> at(MORNING).of(one, elsewhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("s3://bucket/one cannot be copied to " + directory.resolve("copies"));
    }
}
