package shopstream.recommender.ranking;

import java.nio.file.Path;
import shopstream.recommender.embedding.SessionEmbedding;
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
            model.items().write(output);
            SessionParts parts = model.parts();
            parts.together().pairs().write(output);
            parts.next().pairs().write(output);
            parts.walk().write(output);
            parts.history().write(output);
            parts.embedding().write(output);
            StoredParts.writeRanking(model.ranking(), output);
        });
    }

    public SessionModel read() {
        return ModelInput.read(file, KIND, VERSION, input -> {
            ItemIndex items = ItemIndex.read(input);
            PairWeights together = PairWeights.read(input);
            PairWeights next = PairWeights.read(input);
            var parts = new SessionParts(
                    ItemToItem.together(together),
                    ItemToItem.next(next),
                    Walk.read(input, together),
                    ItemHistory.read(input),
                    SessionEmbedding.read(input));
            return new SessionModel(items, parts, StoredParts.readRanking(file, input));
        });
    }
}
