package shopstream.recommender.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.ScoredItems;

class TasteModelFileTest {
    @TempDir
    private Path directory;

    private Path file;
    private TasteModel model;

    @BeforeEach
    void writeModel() throws IOException {
        TasteTraining training = new TasteTraining(
                SixTastes.interactions(), new TasteSettings(0.4, 0.25, 15, 5, 12, 4, 40, 1), words -> {});
        model = training.whole(training.neighbours());
        file = directory.resolve("taste");
        TasteModelFile.write(model, file);
    }

    @Test
    void whatIsReadPredictsAsWhatWasWritten() throws IOException {
        TasteModel read = TasteModelFile.read(file);
        for (int[] history : SixTastes.histories(50)) {
            ScoredItems expected = model.scorer().best(history, 30);
            ScoredItems predicted = read.scorer().best(history, 30);
            assertThat(predicted.items()).isEqualTo(expected.items());
            assertThat(predicted.scores()).isEqualTo(expected.scores());
        }
        assertThat(read.itemVectors()).isEqualTo(model.itemVectors());
        assertThat(directory).as("nothing is left beside it").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void itIsWrittenOverAnEarlierOne() throws IOException {
        Files.writeString(file, "old");
        TasteModelFile.write(model, file);
        assertThat(TasteModelFile.read(file).items()).isEqualTo(SixTastes.ITEMS);
    }

    @Test
    void anyByteThatIsChangedIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(2);
        int[] places = random.ints(200, 0, whole.length).toArray();
        for (int i = 0; i < 40; i++) {
            // All of the sizes, and of the checksum.
            places[i] = i;
            places[i + 40] = whole.length - 1 - i;
        }
        for (int place : places) {
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertThatThrownBy(() -> TasteModelFile.read(file))
                    .as("byte %d", place)
                    .isInstanceOf(UnreadableModel.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    @Test
    void aFileThatEndsTooEarlyIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 35, 36, 1000, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TasteModelFile.read(file))
                    .as("%d bytes", length)
                    .isInstanceOf(UnreadableModel.class);
        }
    }

    @Test
    void anotherVersionIsTold() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        whole[8] = 9;
        Files.write(file, whole);
        assertThatThrownBy(() -> TasteModelFile.read(file))
                .hasMessage(file + " is of version 9 of the format; this program reads version 1.");
    }

    @Test
    void anotherFileIsTold() throws IOException {
        Files.writeString(file, "A letter, long enough to be a model as far as its length is concerned.");
        assertThatThrownBy(() -> TasteModelFile.read(file)).hasMessage(file + " is no model of long-term taste.");
    }
}
