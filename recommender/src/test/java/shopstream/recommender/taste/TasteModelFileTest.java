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
import shopstream.recommender.files.ModelFileException;
import shopstream.recommender.files.ModelOutput;
import shopstream.recommender.sessions.ItemIndex;

class TasteModelFileTest {
    @TempDir
    private Path directory;

    private Path file;
    private TasteModel model;
    private LearnedTaste taste;

    @BeforeEach
    void writeModel() throws IOException {
        TasteTraining training = new TasteTraining(
                SixTastes.interactions(), new TasteSettings(0.4, 0.25, 15, 5, 12, 4, 40, 1), words -> {});
        model = training.whole(training.neighbours());
        ItemIndex names = new ItemIndex();
        for (int item = 0; item < SixTastes.ITEMS; item++) {
            names.add("item-" + item);
        }
        taste = new LearnedTaste(names, model);
        file = directory.resolve("taste");
        new TasteModelFile(file).write(taste);
    }

    @Test
    void whatIsReadPredictsAsWhatWasWritten() throws IOException {
        LearnedTaste readTaste = new TasteModelFile(file).read();
        TasteModel read = readTaste.model();
        assertThat(readTaste.items().ids()).isEqualTo(taste.items().ids());
        for (int[] history : SixTastes.histories(50)) {
            ScoredItems expected = model.scorer().best(history, 30);
            ScoredItems predicted = read.scorer().best(history, 30);
            assertThat(predicted.items()).isEqualTo(expected.items());
            assertThat(predicted.scores()).isEqualTo(expected.scores());
        }
        assertThat(read.itemVectors()).isEqualTo(model.itemVectors());
        assertThat(directory).as("nothing is left beside it").isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void itIsWrittenOverAnEarlierOne() throws IOException {
        Files.writeString(file, "old");
        new TasteModelFile(file).write(taste);
        assertThat(new TasteModelFile(file).read().model().items()).isEqualTo(SixTastes.ITEMS);
    }

    @Test
    void anyByteThatIsChangedIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(2);
        int[] places = random.ints(200, 0, whole.length).toArray();
        for (int i = 0; i < 40; i++) {
            // All of the beginning, and of the checksum.
            places[i] = i;
            places[i + 40] = whole.length - 1 - i;
        }
        for (int place : places) {
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertThatThrownBy(() -> new TasteModelFile(file).read())
                    .as("byte %d", place)
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageStartingWith("The model " + file);
        }
    }

    @Test
    void aFileThatEndsTooEarlyIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 15, 16, 1000, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new TasteModelFile(file).read())
                    .as("%d bytes", length)
                    .isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void anotherVersionIsTold() {
        ModelOutput.write(file, "taste", 9, output -> {});
        assertThatThrownBy(() -> new TasteModelFile(file).read())
                .hasMessageStartingWith("The model " + file
                        + " is of kind 'taste' in version 9, but this program reads 'taste' in version 2");
    }

    @Test
    void anotherFileIsTold() throws IOException {
        Files.writeString(file, "A letter, long enough to be a model as far as its length is concerned.");
        assertThatThrownBy(() -> new TasteModelFile(file).read()).hasMessageContaining("is no model");
    }
}
