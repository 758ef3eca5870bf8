package shopstream.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSectionTest {
    @TempDir
    private Path directory;

    private Path file;
    private ResultSection section;

    @BeforeEach
    void begin() {
        file = directory.resolve("benchmarks.md");
        section = new ResultSection(file, "sales");
    }

    @Test
    void aSectionIsReplacedAndAllAroundItStays() throws IOException {
        Files.writeString(file, "# Before\n");
        section.write("first");
        Files.writeString(file, Files.readString(file) + "\nAfter\n");
        section.write("second");
        assertThat(Files.readString(file))
                .startsWith("# Before\n\n<!-- begin")
                .contains("\n\nsecond\n\n<!-- end")
                .doesNotContain("first")
                .endsWith("-->\n\nAfter\n");
    }

    @Test
    void writingTheSameTwiceChangesNothing() throws IOException {
        section.write("    indented\n\ntext");
        String once = Files.readString(file);
        section.write("    indented\n\ntext");
        assertThat(Files.readString(file)).isEqualTo(once).contains("\n    indented\n");
    }

    @Test
    void aLostMarkerIsSaidAndTheFileLeftAsItIs() throws IOException {
        section.write("first");
        String broken = Files.readString(file).replaceFirst("<!-- begin.*\n", "");
        Files.writeString(file, broken);
        assertThatThrownBy(() -> section.write("second"))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Put both back");
        assertThat(Files.readString(file)).isEqualTo(broken);
    }

    @Test
    void rowsOfAMeasurementAreFoundByItsName() throws IOException {
        section.write("| load: p99 | 1 ms |\n| loads: no | 2 |\n| starts: first | 3 s |");
        Files.writeString(file, Files.readString(file) + "| load: outside | 4 |\n");
        assertThat(section.rowsOf(List.of("load"))).containsExactly("| load: p99 | 1 ms |");
    }

    @Test
    void aTableHasAColumnForEachPartOfAFigure() {
        ResultTable table = new ResultTable(List.of(
                Figure.atMost(20, "starts | again", 12.34, Unit.SECONDS).against("the parts 3 s"),
                Figure.told("snapshot", "not measured: nothing there")));
        assertThat(table.markdown(List.of("| earlier: row |")).lines())
                .containsExactly(
                        "| what | measured | asked for | limit beside it |  |",
                        "|---|---|---|---|---|",
                        "| starts \\| again | 12.3 s | ≤ 20.0 s | the parts 3 s | met |",
                        "| snapshot | not measured: nothing there |  |  |  |",
                        "| earlier: row |");
        assertThat(table.lines()).hasSize(3).last().asString().startsWith("snapshot        not measured");
        assertThat(table.missed()).isFalse();
    }
}
