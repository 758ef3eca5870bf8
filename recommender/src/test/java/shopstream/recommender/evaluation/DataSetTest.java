package shopstream.recommender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTest {
    @TempDir
    private Path directory;

    @Test
    void usersWithItemsAreTold() throws IOException {
        write("train.txt", "0 1 2\n");
        write("test.txt", "0 3\n");
        assertThat(DataSet.in(directory))
                .isEqualTo(new DataSet.Tastes(directory.resolve("train.txt"), directory.resolve("test.txt")));
    }

    @Test
    void sessionsAreToldByTheirFiles() throws IOException {
        write("train_sessions.txt", "1 2 3\n");
        write("test_pairs.txt", "1 2\t3\n");
        assertThat(DataSet.in(directory)).isEqualTo(new DataSet.Sessions(directory));
    }

    @Test
    void clicksAreToldByTheirHeader() throws IOException {
        write("train.txt", "SessionId\tItemId\tTime\n1\t2\t3\n");
        write("test.txt", "SessionId\tItemId\tTime\n1\t2\t3\n");
        assertThat(DataSet.in(directory)).isEqualTo(new DataSet.Sessions(directory));
    }

    @Test
    void aFolderWithNeitherIsTold() throws IOException {
        write("readme", "");
        assertThatThrownBy(() -> DataSet.in(directory))
                .isInstanceOf(UnreadableDataSet.class)
                .hasMessage(directory + " has neither train.txt nor train_sessions.txt.");
    }

    @Test
    void aMissingTestPartIsTold() throws IOException {
        write("train.txt", "0 1 2\n");
        assertThatThrownBy(() -> DataSet.in(directory)).hasMessage(directory + " has train.txt but no test.txt.");
        write("train_sessions.txt", "1 2 3\n");
        assertThatThrownBy(() -> DataSet.in(directory))
                .hasMessage(directory + " has train_sessions.txt but no test_pairs.txt.");
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> DataSet.in(absent)).hasMessage(absent + " is no folder.");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }
}
