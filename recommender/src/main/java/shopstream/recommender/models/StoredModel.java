package shopstream.recommender.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import shopstream.recommender.files.ModelFileException;
import shopstream.recommender.ranking.LearnedRanking;
import shopstream.recommender.ranking.LearnedRankingFile;
import shopstream.recommender.taste.LearnedTaste;
import shopstream.recommender.taste.TasteModelFile;

/**
 * A version's model in its files: the order of candidates in one, and long-term taste in another beside it, where it was learned.
 * Without the second one the first is as good as for visitors of whom nothing but their session is known.
 */
public final class StoredModel {
    private final Path ranking;
    private final Path taste;

    /** @param ranking the file of the order; that of taste is beside it */
    public StoredModel(Path ranking) {
        this.ranking = ranking;
        this.taste = ModelVersions.tasteBeside(ranking);
    }

    /**
     * What was read.
     *
     * @param withoutTaste why long-term taste is missing that belongs to it; empty where nothing is missing
     */
    public record Read(LearnedRanking learned, Optional<String> withoutTaste) {}

    public void write(LearnedRanking learned) {
        new LearnedRankingFile(ranking).write(learned);
        learned.taste().ifPresent(new TasteModelFile(taste)::write);
    }

    /** @throws ModelFileException where the order is missing, damaged, or of a layout that this program does not read */
    public Read read() {
        LearnedRanking learned = new LearnedRankingFile(ranking).read();
        if (!learned.weighsTaste()) {
            return new Read(learned, Optional.empty());
        }
        try {
            LearnedTaste known = new TasteModelFile(taste).read();
            return new Read(learned.with(known), Optional.empty());
        } catch (RuntimeException unusable) {
            return new Read(learned, Optional.of(unusable.getMessage()));
        }
    }

    /** How large the files are together. */
    public long bytes() throws IOException {
        return Files.size(ranking) + (Files.exists(taste) ? Files.size(taste) : 0);
    }
}
