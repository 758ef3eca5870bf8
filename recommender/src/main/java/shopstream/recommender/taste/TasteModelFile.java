package shopstream.recommender.taste;

import java.nio.file.Path;
import shopstream.recommender.files.ModelFileException;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;
import shopstream.recommender.sessions.ItemIndex;

/** A {@link LearnedTaste} in one file. What was read predicts exactly as what was written. */
public final class TasteModelFile {
    private static final String KIND = "taste";

    /** The first had no names of the products. */
    private static final int VERSION = 2;

    private final Path file;

    public TasteModelFile(Path file) {
        this.file = file;
    }

    public void write(LearnedTaste taste) {
        TasteModel model = taste.model();
        ModelOutput.write(file, KIND, VERSION, output -> {
            taste.items().write(output);
            output.number(model.candidates());
            output.number((double) model.vectorScale());
            output.numbers(model.neighbours().starts());
            output.numbers(model.neighbours().targets());
            output.numbers(model.neighbours().weights());
            output.numbers(model.vectors().historyScales());
            output.number(model.width());
            output.numbers(model.vectors().vectors().values());
        });
    }

    /** @throws ModelFileException where it is missing, damaged, or of a layout that this program does not read */
    public LearnedTaste read() {
        return ModelInput.read(file, KIND, VERSION, input -> {
            ItemIndex items = ItemIndex.read(input);
            int candidates = (int) input.number();
            float scale = (float) input.fraction();
            var neighbours = new NeighbourWeights(input.ints(), input.ints(), input.floats());
            float[] historyScales = input.floats();
            int width = (int) input.number();
            var vectors = new TallMatrix(historyScales.length, width, input.floats());
            return new LearnedTaste(
                    items,
                    new TasteModel(
                            new NeighbourTaste(neighbours), new TasteSpace(vectors, historyScales), scale, candidates));
        });
    }
}
