package shopstream.app;

import java.nio.file.Path;
import shopstream.recommender.models.ModelVersions;

/** Where a data directory has what recommending needs beside the log. */
public final class RecommenderHome {
    static final String FOLDER = "recommendations";

    private RecommenderHome() {}

    /** The versions of the model that were trained on it. */
    public static ModelVersions models(Path data) {
        return new ModelVersions(data.resolve(FOLDER).resolve("models"));
    }
}
