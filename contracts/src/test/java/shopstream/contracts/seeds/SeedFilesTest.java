package shopstream.contracts.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problems;

class SeedFilesTest {

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    private List<Seed> read(String csv) throws IOException {
        Files.writeString(folder.resolve("regions.csv"), csv);
        return SeedFiles.read(folder, problems);
    }

    @Test
    void quotedValuesKeepTheirCommasQuotesAndLines() throws IOException {
        Seed seed = read("\uFEFFcountry,region\r\n\"Korea, Republic of\",\"the \"\"East\"\"\"\n\"a\nb\",\n")
                .get(0);
        assertThat(seed.name()).isEqualTo("regions");
        assertThat(seed.columns()).containsExactly("country", "region");
        assertThat(seed.rows())
                .containsExactly(List.of("Korea, Republic of", "the \"East\""), Arrays.asList("a\nb", null));
        assertThat(problems.none()).isTrue();
    }

    @Test
    void aRowKnowsItsLineBehindBlankLines() throws IOException {
        Seed seed = read("country,region\n\nNorway,Europe\n\n\nJapan,Asia\n").get(0);
        assertThat(seed.placeOf(0).line()).isEqualTo(3);
        assertThat(seed.placeOf(1).line()).isEqualTo(6);
    }

    @Test
    void aRowThatIsTooLongIsNamedWithItsLine() throws IOException {
        assertThat(read("country,region\nNorway,Europe\nKorea, Republic of,Asia\n"))
                .isEmpty();
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.place().line()).isEqualTo(3);
            assertThat(problem.message()).isEqualTo("Line 3 has 3 fields, the header has 2");
        });
    }

    @Test
    void aSeedWithoutRowsIsAProblem() throws IOException {
        assertThat(read("country,region\n")).isEmpty();
        assertThat(problems.all())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("The seed regions has no rows"));
    }

    @Test
    void noFolderIsNoSeeds() {
        assertThat(SeedFiles.read(folder.resolve("none"), problems)).isEmpty();
        assertThat(problems.none()).isTrue();
    }
}
