package shopstream.recommender.taste;

import java.nio.file.Path;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;

/** A {@link TasteModel} in one file. What was read predicts exactly as what was written. */
public final class TasteModelFile {
    private static final String KIND = "taste";
    private static final int VERSION = 1;

    private final Path file;

    public TasteModelFile(Path file) {
        this.file = file;
    }

    public void write(TasteModel model) {
        ModelOutput.write(file, KIND, VERSION, output -> {
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

    public TasteModel read() {
        return ModelInput.read(file, KIND, VERSION, input -> {
            int candidates = (int) input.number();
            float scale = (float) input.fraction();
            var neighbours = new NeighbourWeights(input.ints(), input.ints(), input.floats());
            float[] historyScales = input.floats();
            int width = (int) input.number();
            var vectors = new TallMatrix(historyScales.length, width, input.floats());
            return new TasteModel(
                    new NeighbourTaste(neighbours), new TasteSpace(vectors, historyScales), scale, candidates);
        });
    }
}
