package shopstream.recommender.ranking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import shopstream.recommender.files.ModelFileException;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;

/**
 * What every model file with a ranking has: the ranking, and on which features it was learned. One that was learned without
 * long-term taste, by whatever version of the program, knows fewer of them: the first ones.
 */
final class StoredParts {
    private StoredParts() {}

    static void writeRanking(SessionRanking ranking, ModelOutput output) throws IOException {
        output.text(String.join(" ", features(ranking.linear().width())));
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
        if (!features.equals(features(Feature.count())) && !features.equals(features(Feature.ofSessions()))) {
            throw new ModelFileException(
                    file, "ranks by features that this program does not have or orders otherwise; train it again");
        }
        return new SessionRanking(
                new LinearRanking(input.floats(), input.floats(), input.floats()),
                new TreeRanking(input.ints(), input.ints(), input.floats(), input.ints(), input.floats()));
    }

    private static List<String> features(int width) {
        return Arrays.stream(Feature.values()).limit(width).map(Feature::name).toList();
    }
}
