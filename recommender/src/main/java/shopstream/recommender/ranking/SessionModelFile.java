package shopstream.recommender.ranking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.files.ModelFileException;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;
import shopstream.recommender.sessions.ItemHistory;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.ItemToItem;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.Walk;

/** A {@link SessionModel} in one file. A model that was read answers exactly as the one that was written. */
public final class SessionModelFile {
    private static final String KIND = "sessions";
    private static final int VERSION = 1;

    private final Path file;

    public SessionModelFile(Path file) {
        this.file = file;
    }

    public void write(SessionModel model) {
        ModelOutput.write(file, KIND, VERSION, output -> {
            writeItems(model.items(), output);
            SessionParts parts = model.parts();
            parts.together().pairs().write(output);
            parts.next().pairs().write(output);
            parts.walk().write(output);
            parts.history().write(output);
            parts.embedding().write(output);
            writeRanking(model.ranking(), output);
        });
    }

    public SessionModel read() {
        return ModelInput.read(file, KIND, VERSION, input -> {
            ItemIndex items = readItems(input);
            PairWeights together = PairWeights.read(input);
            PairWeights next = PairWeights.read(input);
            var parts = new SessionParts(
                    ItemToItem.together(together),
                    ItemToItem.next(next),
                    Walk.read(input, together),
                    ItemHistory.read(input),
                    SessionEmbedding.read(input));
            return new SessionModel(items, parts, readRanking(input));
        });
    }

    private static void writeItems(ItemIndex items, ModelOutput output) throws IOException {
        output.number(items.size());
        for (String id : items.ids()) {
            output.text(id);
        }
    }

    private static ItemIndex readItems(ModelInput input) throws IOException {
        var items = new ItemIndex();
        for (long left = input.number(); left > 0; left--) {
            items.add(input.text());
        }
        return items;
    }

    private static void writeRanking(SessionRanking ranking, ModelOutput output) throws IOException {
        output.text(String.join(" ", features()));
        output.numbers(ranking.linear().means());
        output.numbers(ranking.linear().scales());
        output.numbers(ranking.linear().weights());
        TreeRanking trees = ranking.trees();
        output.numbers(trees.roots());
        output.numbers(trees.columns());
        output.numbers(trees.values());
        output.numbers(trees.children());
        output.numbers(trees.expected());
    }

    private SessionRanking readRanking(ModelInput input) throws IOException {
        List<String> features = List.of(input.text().split(" "));
        if (!features.equals(features())) {
            throw new ModelFileException(
                    file, "ranks by features that this program does not have or orders otherwise; train it again");
        }
        return new SessionRanking(
                new LinearRanking(input.floats(), input.floats(), input.floats()),
                new TreeRanking(input.ints(), input.ints(), input.floats(), input.ints(), input.floats()));
    }

    private static List<String> features() {
        return Arrays.stream(Feature.values()).map(Feature::name).toList();
    }
}
