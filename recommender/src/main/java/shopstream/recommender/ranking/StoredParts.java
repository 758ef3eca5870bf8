package shopstream.recommender.ranking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import shopstream.recommender.files.ModelFileException;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;
import shopstream.recommender.sessions.ItemIndex;

/** What every model file with a ranking has: what its items are called, and the ranking with the features it was learned on. */
final class StoredParts {
    private StoredParts() {}

    static void writeItems(ItemIndex items, ModelOutput output) throws IOException {
        output.number(items.size());
        for (String id : items.ids()) {
            output.text(id);
        }
    }

    static ItemIndex readItems(ModelInput input) throws IOException {
        var items = new ItemIndex();
        for (long left = input.number(); left > 0; left--) {
            items.add(input.text());
        }
        return items;
    }

    static void writeRanking(SessionRanking ranking, ModelOutput output) throws IOException {
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

    static SessionRanking readRanking(Path file, ModelInput input) throws IOException {
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
