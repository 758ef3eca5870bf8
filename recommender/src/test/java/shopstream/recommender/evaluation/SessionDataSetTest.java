package shopstream.recommender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.sessions.ItemIndex;

class SessionDataSetTest {
    private static final String HEADING = "SessionId\tItemId\tTime\n";

    @TempDir
    Path directory;

    private SessionDataSet lines(String training, String test) throws IOException {
        Files.writeString(directory.resolve("train_sessions.txt"), training);
        Files.writeString(directory.resolve("test_pairs.txt"), test);
        return SessionDataSet.read(directory);
    }

    private SessionDataSet events(String training, String test) throws IOException {
        Files.writeString(directory.resolve("train.txt"), training);
        Files.writeString(directory.resolve("test.txt"), test);
        return SessionDataSet.read(directory);
    }

    @Test
    void readsASessionALine() throws IOException {
        SessionDataSet set = lines("10 11\n12 10 12\n\n", "10\t12\n99 11\t10\n11\t98\n");

        assertThat(set.training().count()).isEqualTo(2);
        assertThat(set.training().session(1)).containsExactly(2, 0, 2);
        assertThat(set.items().id(2)).isEqualTo("12");
        assertThat(set.test().size()).isEqualTo(3);
        assertThat(set.test().session(1)).containsExactly(ItemIndex.UNKNOWN, 1);
        assertThat(set.test().next(1)).isZero();
        assertThat(set.test().next(2)).isEqualTo(ItemIndex.UNKNOWN);
    }

    @Test
    void readsAnEventALineInTheOrderOfTime() throws IOException {
        SessionDataSet set = events(
                HEADING + "late\ta\t20.0\nlate\tb\t1590000000.5\nearly\tc\t30\nearly\tb\t10\n",
                HEADING + "1\tb\t2\n1\ta\t1\n1\tx\t3\n2\ta\t1\n");

        // As old as their last event; within a session by time.
        assertThat(names(set, set.training().session(0))).containsExactly("b", "c");
        assertThat(names(set, set.training().session(1))).containsExactly("a", "b");
        assertThat(set.test().size()).isEqualTo(2);
        assertThat(names(set, set.test().session(0))).containsExactly("a");
        assertThat(names(set, set.test().next(0))).containsExactly("b");
        assertThat(names(set, set.test().session(1))).containsExactly("a", "b");
        assertThat(set.test().next(1)).isEqualTo(ItemIndex.UNKNOWN);
    }

    private static List<String> names(SessionDataSet set, int... items) {
        return Arrays.stream(items).mapToObj(set.items()::id).toList();
    }

    @Test
    void saysFileAndLineOfAPairWithoutATab() {
        assertThatThrownBy(() -> lines("1 2\n", "1\t2\n1 2\n"))
                .hasMessage(directory.resolve("test_pairs.txt")
                        + ", line 2: must be the items of a session, a tab and the next item, but is '1 2'.");
    }

    @Test
    void saysFileAndLineOfAPairWithTwoNextItems() {
        assertThatThrownBy(() -> lines("1 2\n", "1\t2 3\n"))
                .hasMessageEndingWith(
                        "test_pairs.txt, line 1: must name one next item after the tab, but names '2 3'.");
    }

    @Test
    void saysFileAndLineOfASessionWithATab() {
        assertThatThrownBy(() -> lines("1 2\n3\t4\n", "1\t2\n"))
                .hasMessageContaining("train_sessions.txt, line 2: has a tab");
    }

    @Test
    void saysFileAndLineOfAnEventWithoutATime() {
        assertThatThrownBy(() -> events(HEADING + "1\t2\n", HEADING))
                .hasMessageContaining("train.txt, line 2: must hold a session, an item and a time");
        assertThatThrownBy(() -> events(HEADING + "1\t2\t3\n4\t5\tsoon\n", HEADING))
                .hasMessageEndingWith("train.txt, line 3: the time must be a number of seconds, but is 'soon'.");
        assertThatThrownBy(() -> events(HEADING + "4\t5\tNaN\n", HEADING)).hasMessageContaining("'NaN'");
    }

    @Test
    void saysWhichColumnsAHeadingMustName() {
        assertThatThrownBy(() -> events("1\t2\t3\n", HEADING))
                .hasMessageEndingWith(
                        "train.txt, line 1: must name the columns SessionId, ItemId, Time, divided by tabs, but is"
                                + " '1\t2\t3'.");
    }

    @Test
    void saysWhatIsNotUtf8() throws IOException {
        Files.write(directory.resolve("train_sessions.txt"), new byte[] {'1', ' ', (byte) 0xff, '\n'});
        Files.writeString(directory.resolve("test_pairs.txt"), "1\t2\n");

        assertThatThrownBy(() -> SessionDataSet.read(directory)).hasMessageContaining("line 1: not UTF-8");
    }

    @Test
    void saysWhichFilesADirectoryMustHold() {
        assertThatThrownBy(() -> SessionDataSet.read(directory))
                .hasMessage("There are no sessions in " + directory + ".");
        assertThat(SessionDataSet.isIn(directory)).isFalse();
    }

    @Test
    void saysThatThereIsNothingToLearnFrom() {
        assertThatThrownBy(() -> lines("\n", "1\t2\n"))
                .hasMessage("There is nothing to learn from in " + directory + ": the file is empty.");
        assertThatThrownBy(() -> lines("1 2\n", "\n"))
                .hasMessage("There is nothing to be judged by in " + directory + ": the file is empty.");
    }
}
