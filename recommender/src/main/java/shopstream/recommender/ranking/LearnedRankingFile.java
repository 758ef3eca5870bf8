package shopstream.recommender.ranking;

import java.nio.file.Path;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.files.ModelFileException;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;
import shopstream.recommender.sessions.ItemIndex;

/** A {@link LearnedRanking} in one file. One that was read ranks exactly as the one that was written. */
public final class LearnedRankingFile {
    private static final String KIND = "ranking";
    private static final int VERSION = 1;

    private final Path file;

    public LearnedRankingFile(Path file) {
        this.file = file;
    }

    public void write(LearnedRanking learned) {
        ModelOutput.write(file, KIND, VERSION, output -> {
            learned.items().write(output);
            learned.embedding().write(output);
            StoredParts.writeRanking(learned.ranking(), output);
        });
    }

    /** @throws ModelFileException where it is missing, damaged, or of a layout that this program does not read */
    public LearnedRanking read() {
        return ModelInput.read(
                file,
                KIND,
                VERSION,
                input -> new LearnedRanking(
                        ItemIndex.read(input), SessionEmbedding.read(input), StoredParts.readRanking(file, input)));
    }
}
