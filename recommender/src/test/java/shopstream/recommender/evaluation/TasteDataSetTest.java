package shopstream.recommender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasteDataSetTest {
    @TempDir
    private Path directory;

    @Test
    void usersAndItemsAreNumberedAsTheTrainingPartNamesThem() throws IOException {
        TasteDataSet set = read("7 30 10\n5 10 20\n", "5 30\n7 20\n");
        assertThat(set.train().rows()).isEqualTo(2);
        assertThat(set.train().columns()).isEqualTo(3);
        assertThat(set.train().row(0)).containsExactly(0, 1);
        assertThat(set.train().row(1)).containsExactly(1, 2);
        assertThat(set.test()).isDeepEqualTo(new int[][] {{2}, {0}});
    }

    @Test
    void whatOnlyTheTestPartNamesComesBehind() throws IOException {
        TasteDataSet set = read("1 10\n", "2 10 99\n");
        assertThat(set.train().columns()).as("items that can be predicted").isEqualTo(1);
        assertThat(set.train().row(1)).isEmpty();
        assertThat(set.test()).isDeepEqualTo(new int[][] {{}, {0, 1}});
    }

    @Test
    void blankLinesAndUsersWithoutItemsAreNoMistake() throws IOException {
        TasteDataSet set = read("1 10\r\n\r\n2\r\n3\t10 11 10\r\n", "1 11\n2\n");
        assertThat(set.train().row(1)).isEmpty();
        assertThat(set.train().row(2)).containsExactly(0, 1);
        assertThat(set.test()[1]).isEmpty();
    }

    @Test
    void aWordThatIsNoNumberIsTold() {
        assertThatThrownBy(() -> read("1 10\n2 10 milk\n", "1 10\n"))
                .isInstanceOf(UnreadableDataSet.class)
                .hasMessage(directory.resolve("train.txt")
                        + ": line 2 has \"milk\", which is not a whole number from 0 to 2147483647.");
        assertThatThrownBy(() -> read("1 10\n", "1 -4\n")).hasMessageContaining("test.txt: line 1 has \"-4\"");
        assertThatThrownBy(() -> read("1 99999999999\n", "1 4\n")).hasMessageContaining("line 1 has \"99999999999\"");
    }

    @Test
    void aUserOnTwoLinesIsTold() {
        assertThatThrownBy(() -> read("1 10\n2 11\n1 12\n", "1 10\n"))
                .hasMessage(
                        directory.resolve("train.txt") + ": line 3 names user 1 again, who stands on line 1 already.");
    }

    @Test
    void aFileWithoutItemsIsTold() {
        assertThatThrownBy(() -> read("\n", "1 10\n")).hasMessageEndingWith("train.txt names no item.");
        assertThatThrownBy(() -> read("1 10\n", "1\n")).hasMessageEndingWith("test.txt names no item.");
    }

    @Test
    void aFileThatIsNoTextIsTold() throws IOException {
        Files.write(directory.resolve("train.txt"), new byte[] {'1', ' ', (byte) 0xff, '\n'});
        Files.writeString(directory.resolve("test.txt"), "1 1\n");
        assertThatThrownBy(() -> TasteDataSet.read(directory.resolve("train.txt"), directory.resolve("test.txt")))
                .isInstanceOf(UnreadableDataSet.class)
                .hasMessageContaining("train.txt is not text in UTF-8");
    }

    private TasteDataSet read(String train, String test) throws IOException {
        Files.writeString(directory.resolve("train.txt"), train);
        Files.writeString(directory.resolve("test.txt"), test);
        return TasteDataSet.read(directory.resolve("train.txt"), directory.resolve("test.txt"));
    }
}
