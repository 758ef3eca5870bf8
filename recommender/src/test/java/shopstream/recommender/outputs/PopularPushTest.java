package shopstream.recommender.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopularPushTest {
    private static final Instant NOW = Instant.parse("2026-11-30T16:10:00Z");

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();

    private long push(PopularList list, PopularTarget... targets) throws InterruptedException {
        return new PopularPush(() -> list, List.of(targets)).run(said::add);
    }

    @Test
    void theFileHoldsTheNewestListAndNothingElse() throws Exception {
        Path file = directory.resolve("of/the/shop/popular.json");
        assertThat(push(new PopularList(NOW, "{\"items\":[1,2]}", 2), new PopularFile(file)))
                .isEqualTo(2);
        push(new PopularList(NOW, "{\"items\":[3]}", 1), new PopularFile(file));
        assertThat(file).hasContent("{\"items\":[3]}");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
        assertThat(said).containsExactly("To the file " + file + ": 2 products", "To the file " + file + ": 1 product");
    }

    @Test
    void anEmptyListTakesNothingAway() throws Exception {
        Path file = directory.resolve("popular.json");
        push(new PopularList(NOW, "{\"items\":[1]}", 1), new PopularFile(file));
        assertThat(push(new PopularList(NOW, "{\"items\":[]}", 0), new PopularFile(file)))
                .isZero();
        assertThat(file).hasContent("{\"items\":[1]}");
        assertThat(said).contains("Nothing is popular yet, and nobody is told");
    }

    @Test
    void whoCanBeToldIsToldThoughAnotherCannot() throws IOException {
        Path folder = directory.resolve("popular.json");
        Files.createDirectories(folder.resolve("in the way"));
        Path file = directory.resolve("other.json");
        assertThatThrownBy(() -> push(new PopularList(NOW, "{}", 3), new PopularFile(folder), new PopularFile(file)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("To the file " + folder + ": " + folder + " cannot be written");
        assertThat(file).hasContent("{}");
    }
}
